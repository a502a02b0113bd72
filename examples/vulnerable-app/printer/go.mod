module parcels/printer

go 1.22
