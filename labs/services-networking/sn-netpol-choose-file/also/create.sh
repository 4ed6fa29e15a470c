kubectl create -f __FITS__.yaml
