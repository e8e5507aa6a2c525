// The least that a native web program of ASP.NET Core can be: what the city's start and memory are held against.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
var app = builder.Build();
app.MapGet("/", () => "empty");
app.Run();
