"""The pages of the reference, each from what the program itself goes by."""
