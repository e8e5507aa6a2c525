using CasaServerless.Tests.Given;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace CasaServerless.Tests.Infra;

/// <summary>The Bicep compiler, which the package source delivers to this project.</summary>
static class Bicep
{
    static readonly string program = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Bicep").Value!;

    static readonly Lazy<Task<JsonElement>> template = new(Compile);

    public static string Folder { get; } = Path.Combine(Root.Path, "infra");

    /// <summary>Runs it; gives the exit code, what it said on the error output, and what it wrote.</summary>
    public static async Task<(int Code, string Said, string Wrote)> Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["CASA_PUBLIC_URL"] = "https://services.example", ["CASA_KEYS"] = "" },
        })!;
        var wrote = process.StandardOutput.ReadToEndAsync();
        var said = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await said, await wrote);
    }

    /// <summary>The ARM template that main.bicep becomes; compiled once.</summary>
    public static Task<JsonElement> Template() => template.Value;

    /// <summary>All resources of a template, those of its modules too.</summary>
    public static IEnumerable<JsonElement> Resources(JsonElement template)
    {
        var resources = template.GetProperty("resources");
        foreach (var resource in resources.ValueKind == JsonValueKind.Array ? resources.EnumerateArray() : resources.EnumerateObject().Select(r => r.Value))
        {
            if (resource.GetProperty("type").GetString() != "Microsoft.Resources/deployments") yield return resource;
            else foreach (var inner in Resources(resource.GetProperty("properties").GetProperty("template"))) yield return inner;
        }
    }

    static async Task<JsonElement> Compile()
    {
        var (code, said, wrote) = await Run("build", Path.Combine(Folder, "main.bicep"), "--stdout");
        Assert.True(code == 0, said);
        return JsonElement.Parse(wrote);
    }
}
