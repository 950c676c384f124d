module example.com/prices

go 1.26

require example.com/money v0.1.0

replace example.com/money => ./money
