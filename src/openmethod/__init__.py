"""The methods of policy learning as a pure library: plain values in, frozen results out, no input or output."""
