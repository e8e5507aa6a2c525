// The city in Azure: one Flex Consumption app, its storage, the vault with the seal's key, its telemetry. Nothing holds a storage key.
targetScope = 'resourceGroup'

import { botSettings, mailSettings, openAiSettings, paymentSettings, sealSettings, whatsAppSettings } from 'modules/settings.bicep'

@description('What the resources are called after: small letters.')
@minLength(2)
@maxLength(8)
param name string = 'casa'

@description('dev may be thrown away; prod keeps what it deletes, cannot be purged and spans zones.')
@allowed(['dev', 'prod'])
param environment string

param location string = resourceGroup().location

@description('Where people reach the city, such as https://services.casablanca.ma; empty: the app\'s own address in Azure.')
param publicUrl string = ''

@description('What Entra ID tokens of officers and partners must be meant for.')
param audience string

@description('Id of the pages\' own app registration (a public client, redirect /counter), through which staff sign in. Empty: they cannot.')
param clientId string

@description('The city\'s secret for tokens, links and access codes (32 random bytes in base64). Given at the first deployment, empty afterwards: the vault keeps it.')
@secure()
param keys string = ''

param seal sealSettings

param mail mailSettings = { host: '', port: 587, user: '', from: '' }

param payments paymentSettings = { address: '', account: '', pageHosts: '' }

param whatsApp whatsAppSettings = { phoneNumberId: '' }
param bot botSettings = { appId: '' }
param openAi openAiSettings = { endpoint: '', deployment: '', hasKey: false }

@description('Sites whose pages may carry the assistant, such as https://www.casablanca.ma, with blanks between them.')
param chatOrigins string = ''

@description('Proxies before the program: Azure\'s front end, and one more for each gateway of ours in front of that.')
param proxies int = 1

@description('How far the app may scale out.')
@minValue(40)
@maxValue(1000)
param maximumInstances int

@description('Memory of one instance, in MB.')
@allowed([512, 2048, 4096])
param instanceMemory int

@description('How long logs are kept, in days.')
@minValue(30)
@maxValue(730)
param logDays int

var production = environment == 'prod'
var suffix = uniqueString(resourceGroup().id, name, environment)
var appName = '${name}-${environment}-${suffix}'
var storageName = take('${name}${environment}${suffix}', 24)
var vaultName = take('${name}-${environment}-${suffix}', 24)

module telemetry 'modules/telemetry.bicep' = {
  params: { name: appName, location: location, days: logDays }
}

module storage 'modules/storage.bicep' = {
  params: { name: storageName, location: location, zones: production, workspaceId: telemetry.outputs.workspaceId }
}

module vault 'modules/vault.bicep' = {
  params: {
    name: vaultName
    location: location
    production: production
    keys: keys
    workspaceId: telemetry.outputs.workspaceId
  }
}

module app 'modules/app.bicep' = {
  params: {
    name: appName
    location: location
    packages: storage.outputs.packages
    maximumInstances: maximumInstances
    instanceMemory: instanceMemory
  }
}

module access 'modules/access.bicep' = {
  dependsOn: [vault]
  params: { principalId: app.outputs.principalId, appName: appName, storageName: storageName, vaultName: vaultName, mails: !empty(mail.host), takesPayments: !empty(payments.address), onWhatsApp: !empty(whatsApp.phoneNumberId), hasBot: !empty(bot.appId), hasOpenAiKey: !empty(openAi.endpoint) && openAi.hasKey }
}

module settings 'modules/settings.bicep' = {
  // A start without its roles would find neither storage nor secret.
  dependsOn: [access]
  params: {
    appName: appName
    storageName: storageName
    vaultName: vaultName
    insightsName: appName
    publicUrl: empty(publicUrl) ? 'https://${app.outputs.hostName}' : publicUrl
    audience: audience
    clientId: clientId
    seal: seal
    mail: mail
    payments: payments
    whatsApp: whatsApp
    bot: bot
    openAi: openAi
    chatOrigins: chatOrigins
    proxies: proxies
  }
}

output appName string = appName
output hostName string = app.outputs.hostName
output storageName string = storageName
output vaultName string = vaultName
