"""Reports: targets, the leadership page and the annual report; every figure opens its rows."""
