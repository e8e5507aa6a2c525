using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CasaServerless.Hosting.Description;

/// <summary>The shapes of what is sent and answered, where the framework's own description says too little.</summary>
static class Shapes
{
    /// <summary>An act's own records are all called Request and Receipt: here they carry the act's name.</summary>
    public static string? Name(JsonTypeInfo its) =>
        OpenApiOptions.CreateDefaultSchemaReferenceId(its) is not { } name ? null
        : its.Type.DeclaringType is { } act ? act.Name + name : name;

    /// <summary>Words of a closed list as they are written, and nothing required that may be null.</summary>
    public static Task Complete(OpenApiSchema schema, JsonTypeInfo its)
    {
        if ((Nullable.GetUnderlyingType(its.Type) ?? its.Type) is { IsEnum: true } words)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. Enum.GetNames(words).Select(word => (JsonNode)JsonNamingPolicy.KebabCaseLower.ConvertName(word))];
        }
        foreach (var property in its.Properties.Where(property => property.IsGetNullable)) schema.Required?.Remove(property.Name);
        return Task.CompletedTask;
    }

    /// <summary>A file's bytes.</summary>
    public static OpenApiSchema Binary() => new() { Type = JsonSchemaType.String, Format = "binary" };
}
