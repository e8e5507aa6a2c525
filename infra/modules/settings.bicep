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

@export()
@description('The mail server of the city\'s letters. An empty host: no letters.')
type mailSettings = {
  host: string

  @description('587 begins in the clear and turns to TLS at once; 465 is TLS from the start.')
  port: int

  user: string

  @description('Sender, such as: Ville de Casablanca <ne-pas-repondre@casablanca.ma>')
  from: string
}

@export()
@description('The provider of online payments. An empty address: fees are paid at the desk alone.')
type paymentSettings = {
  @description('Of the provider\'s API, such as https://api.example.ma/v1')
  address: string

  @description('The city\'s account there.')
  account: string

  @description('Hosts of the provider\'s payment pages, with commas between them: people are sent nowhere else.')
  pageHosts: string
}

@export()
@description('The city\'s number on WhatsApp. An empty id: none.')
type whatsAppSettings = {
  @description('Meta\'s id of the number, not the number itself.')
  phoneNumberId: string
}

@export()
@description('The bot\'s registration with Azure Bot Service, of one tenant. An empty id: no Teams.')
type botSettings = {
  @description('Of the registration (an app registration in this directory), whose secret the vault keeps.')
  appId: string

  @description('The channel of Teams in which agents take conversations over, as 19:…@thread.tacv2. Absent: nobody answers.')
  staffChannel: string?
}

@export()
@description('The deployment of Azure OpenAI that is asked what an unclear message means. An empty endpoint: none is.')
type openAiSettings = {
  @description('Of the resource, such as https://NAME.openai.azure.com; the program sends nothing to other hosts.')
  endpoint: string

  @description('Of a model with structured outputs and a temperature, such as gpt-4.1-mini.')
  deployment: string

  @description('Whether the vault keeps a key of the resource. False: the app asks with its own identity.')
  hasKey: bool
}

param appName string
param storageName string
param vaultName string
param insightsName string
param publicUrl string
param audience string
param clientId string
param seal sealSettings
param mail mailSettings
param payments paymentSettings
param whatsApp whatsAppSettings
param bot botSettings
param openAi openAiSettings

@description('Sites whose pages may carry the assistant, such as https://www.casablanca.ma, with blanks between them.')
param chatOrigins string

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
    Casa__Bot__StaffChannel: bot.?staffChannel ?? ''
    Casa__Chat__Origins: chatOrigins
    Casa__Entra__Audience: audience
    Casa__Entra__ClientId: clientId
    Casa__Entra__TenantId: tenant().tenantId
    Casa__Keys: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=casa-keys)'
    Casa__Notices__From: mail.from
    Casa__Notices__SmtpHost: mail.host
    Casa__Notices__SmtpPassword: empty(mail.host) ? '' : '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=smtp-password)'
    Casa__Notices__SmtpPort: string(mail.port)
    Casa__Notices__SmtpUser: mail.user
    Casa__OpenAI__Deployment: openAi.deployment
    Casa__OpenAI__Endpoint: openAi.endpoint
    Casa__OpenAI__Key: empty(openAi.endpoint) || !openAi.hasKey ? '' : '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=openai-key)'
    Casa__Payments__Account: payments.account
    Casa__Payments__Address: payments.address
    Casa__Payments__ApiKey: empty(payments.address) ? '' : '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=payments-api-key)'
    Casa__Payments__NewsSecret: empty(payments.address) ? '' : '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=payments-news-secret)'
    Casa__Payments__PageHosts: payments.pageHosts
    Casa__Proxies: string(proxies)
    Casa__PublicUrl: publicUrl
    Casa__Publishing__KeyId: '${vault.properties.vaultUri}keys/publishing'
    Casa__Publishing__Provider: 'keyvault'
    Casa__Seal__KeyId: '${vault.properties.vaultUri}keys/${seal.certificate}'
    Casa__Seal__Path: seal.issuers
    Casa__Seal__Provider: 'keyvault'
    Casa__Seal__Tsa: seal.timestampAuthority
    Casa__Seal__TsaRoot: seal.timestampRoot
    Casa__WhatsApp__AppSecret: empty(whatsApp.phoneNumberId) ? '' : '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=whatsapp-app-secret)'
    Casa__WhatsApp__PhoneNumberId: whatsApp.phoneNumberId
    Casa__WhatsApp__Token: empty(whatsApp.phoneNumberId) ? '' : '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=whatsapp-token)'
    Casa__WhatsApp__VerifyToken: empty(whatsApp.phoneNumberId) ? '' : '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=whatsapp-verify-token)'
    MicrosoftAppId: bot.appId
    MicrosoftAppPassword: empty(bot.appId) ? '' : '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=bot-password)'
    MicrosoftAppTenantId: empty(bot.appId) ? '' : tenant().tenantId
    MicrosoftAppType: 'SingleTenant'
  }
}
