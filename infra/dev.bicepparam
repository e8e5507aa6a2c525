using 'main.bicep'

param environment = 'dev'
param audience = 'api://casaserverless-dev'
param clientId = readEnvironmentVariable('CASA_ENTRA_CLIENT', '')
param keys = readEnvironmentVariable('CASA_KEYS', '')
param seal = { certificate: 'seal', issuers: '', timestampAuthority: '', timestampRoot: '' }
param maximumInstances = 40
param instanceMemory = 512
param logDays = 30
