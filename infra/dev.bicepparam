using 'main.bicep'

param environment = 'dev'
param audience = 'api://casaserverless-dev'
param keys = readEnvironmentVariable('CASA_KEYS', '')
param seal = { certificate: 'seal', issuers: '', timestampAuthority: '', timestampRoot: '' }
param maximumInstances = 40
param instanceMemory = 512
param logDays = 30
