using 'main.bicep'

param environment = 'prod'
param publicUrl = readEnvironmentVariable('CASA_PUBLIC_URL')
param audience = 'api://casaserverless'
param clientId = readEnvironmentVariable('CASA_ENTRA_CLIENT', '')
param keys = readEnvironmentVariable('CASA_KEYS', '')
param seal = {
  certificate: 'seal'
  // The files of infra/trust travel with the package; see the README.
  issuers: readEnvironmentVariable('CASA_SEAL_ISSUERS', '')
  timestampAuthority: readEnvironmentVariable('CASA_SEAL_TSA', '')
  timestampRoot: readEnvironmentVariable('CASA_SEAL_TSA_ROOT', '')
}
param mail = {
  host: readEnvironmentVariable('CASA_SMTP_HOST', '')
  port: 587
  user: readEnvironmentVariable('CASA_SMTP_USER', '')
  from: readEnvironmentVariable('CASA_MAIL_FROM', '')
}
param payments = {
  address: readEnvironmentVariable('CASA_PAYMENTS_ADDRESS', '')
  account: readEnvironmentVariable('CASA_PAYMENTS_ACCOUNT', '')
  pageHosts: readEnvironmentVariable('CASA_PAYMENTS_PAGE_HOSTS', '')
}
param maximumInstances = 100
param instanceMemory = 2048
param logDays = 365
