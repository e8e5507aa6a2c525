// The city's store: tables, queues, blobs, and the app's package. Entra ID alone opens it: there are keys in no setting, and the account
// refuses them.
param name string
param location string

@description('Copies in several zones of the region.')
param zones bool

param workspaceId string

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  kind: 'StorageV2'
  sku: { name: zones ? 'Standard_ZRS' : 'Standard_LRS' }
  properties: {
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' = {
  parent: account
  name: 'default'
  properties: {
    // No soft delete, no versions, no lifecycle: an erased person's documents are gone at once, and every other blob lives as long as
    // its case, which the program alone knows. Whole containers are never erased, so theirs may be brought back.
    deleteRetentionPolicy: { enabled: false }
    isVersioningEnabled: false
    containerDeleteRetentionPolicy: { enabled: true, days: 7 }
  }
}

resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = {
  parent: blobs
  name: 'packages'
}

resource whoReadDocuments 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'documents'
  scope: blobs
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'StorageRead', enabled: true }, { category: 'StorageDelete', enabled: true }]
  }
}

@description('Container that the platform takes the package from.')
output packages string = '${account.properties.primaryEndpoints.blob}${packages.name}'
