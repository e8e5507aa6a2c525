using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CasaServerless.Hosting.Description;

/// <summary>
/// What programs may ask of the city, as OpenAPI: made from the endpoints when the program is built, served as a file ever after, so that a
/// start pays nothing for it and the native program does not carry what makes it.
/// </summary>
static class ApiDescription
{
    /// <summary>The document's name.</summary>
    public const string Name = "openapi";

    /// <summary>Whether this program can describe itself; the native one is compiled to know that it cannot.</summary>
    [FeatureSwitchDefinition("CasaServerless.Describes")]
    public static bool IsSupported => !AppContext.TryGetSwitch("CasaServerless.Describes", out var can) || can;

    /// <summary>Where it lies, beside the binary.</summary>
    public static string In(string folder) => Path.Combine(folder, "wwwroot", "openapi.json");

    /// <summary>Registers what <see cref="Write"/> needs.</summary>
    public static void Add(IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.ShouldInclude = its => its.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true
            && its.ActionDescriptor.EndpointMetadata.OfType<HttpTrigger>().Any();
        options.CreateSchemaReferenceId = Shapes.Name;
        options.AddSchemaTransformer((schema, context, _) => Shapes.Complete(schema, context.JsonTypeInfo));
        options.AddDocumentTransformer((document, _, _) => Introduce(document));
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context.Description.ActionDescriptor.EndpointMetadata, context.Document);
            return Task.CompletedTask;
        });
    });

    /// <summary>Writes the document into <paramref name="folder"/>, where <see cref="Served"/> finds it.</summary>
    public static async Task Write(WebApplication city, string folder)
    {
        // What is mapped is known to the services only once the pipeline ends in it.
        city.UseEndpoints(_ => { });
        var document = await city.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(In(folder))!);
        await File.WriteAllTextAsync(In(folder), await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1));
    }

    static Task Introduce(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "CasaServerless",
            Version = "1",
            Description = "The public services of Casablanca. Errors are RFC 9457 problem details in French or Arabic, as Accept-Language asks; "
                + "their `code` never changes. An Idempotency-Key makes a creating POST safe to repeat. Lists are eventually consistent.",
        };
        document.Servers?.Clear();
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Staff] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = "Entra ID token with the city's roles." },
        };
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas["Problem"] = ProblemSchema();
        return Task.CompletedTask;
    }

    static void Describe(OpenApiOperation operation, IList<object> metadata, OpenApiDocument? document)
    {
        operation.OperationId = metadata.OfType<HttpTrigger>().Single().Function;
        var roles = metadata.OfType<Access>().LastOrDefault()?.Roles ?? [];
        operation.Summary ??= Summaries.Of(metadata);
        operation.Description ??= roles.Count == 0 ? "Open to anyone, within limits." : $"Roles: {string.Join(", ", roles)}.";
        operation.Tags?.Clear();
        if (roles.Count > 0)
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Staff, document)] = [] }];
        if (metadata.OfType<TakesFile>().SingleOrDefault() is { } file)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = file.MediaTypes.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = Shapes.Binary() }),
            };
        }
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "A refusal, in the caller's language.",
            Content = new Dictionary<string, OpenApiMediaType> { [Problem.MediaType] = new() { Schema = new OpenApiSchemaReference("Problem", document) } },
        };
    }

    static OpenApiSchema ProblemSchema()
    {
        OpenApiSchema Text(string tells) => new() { Type = JsonSchemaType.String, Description = tells };
        return new()
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "title", "status", "detail", "code" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["title"] = Text("The status in words."),
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                ["detail"] = Text("What happened and what to do."),
                ["code"] = Text("Stable, for programs: LEG-001."),
                ["where"] = Text("The place in the JSON sent that could not be read; absent otherwise."),
                ["incident"] = Text("The number under which a failure of the city is logged; absent otherwise."),
            },
        };
    }

    const string Staff = "staff";
}
