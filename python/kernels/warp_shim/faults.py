"""What ends a kernel that breaks a rule of the language."""


class Fault(Exception):
    """Its text is the rule in words."""


INDEX = "an index is below 0 or beyond its dimension"
NO_VALUE = "a variable is read that has no value yet"
DIVISION = "an integer is divided by 0"
LOWEST = "the lowest integer is divided by -1"
SHIFT = "a shift is by less than 0 or by the width or more"
CAST = "a float does not fit the integer that it is cast to"
STEP = "the step of a range is 0"
ASSERTION = "an assertion does not hold"
RETURN = "a function with results ends without return"
