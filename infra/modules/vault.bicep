// The vault: the seal's certificate with its key (made by people, see the README: a template cannot make a certificate), the publishing key
// and the city's secret.
param name string
param location string

@description('Keys in a hardware module, ninety days of soft delete, and nobody can purge.')
param production bool

@secure()
param keys string

param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: name
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: production ? 'premium' : 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: production ? 90 : 7
    // It can be turned on, never off: the platform takes no "false".
    enablePurgeProtection: production ? true : null
  }
}

resource cityKeys 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = if (!empty(keys)) {
  parent: vault
  name: 'casa-keys'
  properties: { value: keys, contentType: 'Signs tokens, links and access codes' }
}

// Signs the registers' heads and what a paper's code holds. A new version takes over by itself; older ones stay published until disabled.
resource publishing 'Microsoft.KeyVault/vaults/keys@2025-05-01' = {
  parent: vault
  name: 'publishing'
  properties: {
    kty: production ? 'EC-HSM' : 'EC'
    curveName: 'P-256'
    keyOps: ['sign', 'verify']
    attributes: { enabled: true, exportable: false }
  }
}

resource whoSealed 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: vault
  properties: { workspaceId: workspaceId, logs: [{ categoryGroup: 'audit', enabled: true }] }
}
