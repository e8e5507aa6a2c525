using CasaServerless.Hosting.Assets;

var builder = WebApplication.CreateSlimBuilder(args);
var app = builder.Build();
app.MapPages();
await app.RunAsync();
