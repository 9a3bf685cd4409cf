"""What higher floors tell of people: who needs a second factor, what they keep of somebody, what they ask leave for."""
