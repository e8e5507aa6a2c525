// What the app may do, and no more.
@description('The app\'s managed identity.')
param principalId string

param appName string
param storageName string
param vaultName string

@description('Whether there is a mail server, whose password (a secret that people set) the app then reads.')
param mails bool

@description('Whether there is a payment provider, whose two secrets (set by people) the app then reads.')
param takesPayments bool

@description('Whether the city is on WhatsApp, whose three secrets (set by people) the app then reads.')
param onWhatsApp bool

@description('Whether there is a bot registration, whose secret (set by people) the app then reads.')
param hasBot bool

@description('Whether a model of Azure OpenAI is asked with a key, a secret (set by people) that the app then reads.')
param hasOpenAiKey bool

// Azure's own roles: the host's locks and schedules need the owner of blobs; its queues and our tables, their contributors.
var storageRoles = {
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}
var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource storage 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageName
}

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' existing = {
  name: vaultName

  resource cityKeys 'secrets' existing = {
    name: 'casa-keys'
  }

  resource smtpPassword 'secrets' existing = {
    name: 'smtp-password'
  }

  resource paymentsApiKey 'secrets' existing = {
    name: 'payments-api-key'
  }

  resource paymentsNewsSecret 'secrets' existing = {
    name: 'payments-news-secret'
  }

  resource whatsAppToken 'secrets' existing = {
    name: 'whatsapp-token'
  }

  resource whatsAppAppSecret 'secrets' existing = {
    name: 'whatsapp-app-secret'
  }

  resource whatsAppVerifyToken 'secrets' existing = {
    name: 'whatsapp-verify-token'
  }

  resource botPassword 'secrets' existing = {
    name: 'bot-password'
  }

  resource openAiKey 'secrets' existing = {
    name: 'openai-key'
  }
}

resource storing 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in items(storageRoles): {
    name: guid(storage.id, appName, role.value)
    scope: storage
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
    }
  }
]

// Azure's nearest role, Certificate User, also reads the certificate's secret, which is the private key of an exportable one.
resource sealer 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(resourceGroup().id, 'casa-sealer')
  properties: {
    roleName: 'Casa sealer ${uniqueString(resourceGroup().id)}'
    description: 'Reads the seal\'s certificate and the public keys, and signs with the vault\'s keys; never sees one.'
    type: 'CustomRole'
    permissions: [
      {
        actions: []
        notActions: []
        dataActions: ['Microsoft.KeyVault/vaults/certificates/read', 'Microsoft.KeyVault/vaults/keys/read', 'Microsoft.KeyVault/vaults/keys/sign/action']
        notDataActions: []
      }
    ]
    assignableScopes: [resourceGroup().id]
  }
}

resource sealing 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, appName, sealer.id)
  scope: vault
  properties: { principalId: principalId, principalType: 'ServicePrincipal', roleDefinitionId: sealer.id }
}

// These secrets one by one: the seal's key, if it could be exported, would be a secret of the same vault.
resource keeping 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault::cityKeys.id, appName, secretsUser)
  scope: vault::cityKeys
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

resource mailing 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (mails) {
  name: guid(vault::smtpPassword.id, appName, secretsUser)
  scope: vault::smtpPassword
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

resource paying 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (takesPayments) {
  name: guid(vault::paymentsApiKey.id, appName, secretsUser)
  scope: vault::paymentsApiKey
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

resource hearing 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (takesPayments) {
  name: guid(vault::paymentsNewsSecret.id, appName, secretsUser)
  scope: vault::paymentsNewsSecret
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

resource talking 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (onWhatsApp) {
  name: guid(vault::whatsAppToken.id, appName, secretsUser)
  scope: vault::whatsAppToken
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

resource believing 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (onWhatsApp) {
  name: guid(vault::whatsAppAppSecret.id, appName, secretsUser)
  scope: vault::whatsAppAppSecret
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

resource greeting 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (onWhatsApp) {
  name: guid(vault::whatsAppVerifyToken.id, appName, secretsUser)
  scope: vault::whatsAppVerifyToken
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

resource speaking 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (hasBot) {
  name: guid(vault::botPassword.id, appName, secretsUser)
  scope: vault::botPassword
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

resource doubting 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (hasOpenAiKey) {
  name: guid(vault::openAiKey.id, appName, secretsUser)
  scope: vault::openAiKey
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}
