using 'main.bicep'

param environment = 'prod'
param publicUrl = readEnvironmentVariable('CASA_PUBLIC_URL')
param audience = 'api://casaserverless'
param keys = readEnvironmentVariable('CASA_KEYS', '')
param seal = {
  certificate: 'seal'
  // The files of infra/trust travel with the package; see the README.
  issuers: readEnvironmentVariable('CASA_SEAL_ISSUERS', '')
  timestampAuthority: readEnvironmentVariable('CASA_SEAL_TSA', '')
  timestampRoot: readEnvironmentVariable('CASA_SEAL_TSA_ROOT', '')
}
param maximumInstances = 100
param instanceMemory = 2048
param logDays = 365
