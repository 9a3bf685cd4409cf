"""What is claimed about speed, runnable; every program prints ratios of one run and ends by itself."""
