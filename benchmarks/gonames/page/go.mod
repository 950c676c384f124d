module example.com/page

go 1.19

require example.com/labels v1.2.0

replace example.com/labels => ./labels
