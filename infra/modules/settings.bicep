// What the program is told. A test holds these names against those it reads, both ways.
@export()
@description('What the city seals with. An empty text: none.')
type sealSettings = {
  @description('The certificate\'s name in the vault; its key has the same.')
  certificate: string

  @description('PEM file of the package with the certificates of its issuers, which a vault does not hand out.')
  issuers: string

  @description('Address of an RFC 3161 timestamp authority; given, no paper leaves without its timestamp.')
  timestampAuthority: string

  @description('PEM file of the package with the authority\'s root; needed with an authority.')
  timestampRoot: string
}

param appName string
param storageName string
param vaultName string
param insightsName string
param publicUrl string
param audience string
param seal sealSettings

@description('Proxies of ours before the program, each of which appends to X-Forwarded-For.')
param proxies int

resource app 'Microsoft.Web/sites@2025-03-01' existing = {
  name: appName
}

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' existing = {
  name: vaultName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource settings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: {
    APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
    AzureWebJobsStorage__accountName: storageName
    Casa__Entra__Audience: audience
    Casa__Entra__TenantId: tenant().tenantId
    Casa__Keys: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=casa-keys)'
    Casa__Proxies: string(proxies)
    Casa__PublicUrl: publicUrl
    Casa__Seal__KeyId: '${vault.properties.vaultUri}keys/${seal.certificate}'
    Casa__Seal__Path: seal.issuers
    Casa__Seal__Provider: 'keyvault'
    Casa__Seal__Tsa: seal.timestampAuthority
    Casa__Seal__TsaRoot: seal.timestampRoot
  }
}
