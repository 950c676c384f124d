module example.com/register

go 1.19
