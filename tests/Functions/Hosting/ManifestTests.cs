using System.Text.Json;
using CasaServerless.Hosting;
using CasaServerless.Tests.Given;
using Microsoft.AspNetCore.Builder;

namespace CasaServerless.Tests.Functions.Hosting;

/// <summary>The function.json files: those of a small city against files kept, and the city's own beside its binary.</summary>
public sealed class ManifestTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("manifest-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Each_function_is_written_as_the_host_reads_it()
    {
        await Write(Map);

        var kept = Path.Combine(Root.Path, "tests", "Given", "Manifest");
        Assert.Equal(Files(kept), Files(folder).Where(file => file != "wwwroot/openapi.json"));
        foreach (var file in Files(kept)) Assert.Equal(File.ReadAllText(Path.Combine(kept, file)), File.ReadAllText(Path.Combine(folder, file)));
    }

    [Fact]
    public async Task What_is_no_longer_mapped_is_removed_and_nothing_else()
    {
        await Write(Map);
        Directory.CreateDirectory(Path.Combine(folder, "wwwroot"));
        File.WriteAllText(Path.Combine(folder, "wwwroot", "index.html"), "<!doctype html>");
        File.WriteAllText(Path.Combine(folder, "Documents", "notes.txt"), "not ours");

        await Write(_ => { });

        Assert.Equal(
            ["Documents/notes.txt", "Health/function.json", "HealthHead/function.json", "HealthReady/function.json", "OpenApi/function.json", "Pages/function.json",
                "wwwroot/index.html", "wwwroot/openapi.json"], Files(folder));
    }

    [Fact]
    public async Task Writing_twice_changes_nothing()
    {
        await Write(Map);
        var first = Files(folder).ToDictionary(file => file, file => File.ReadAllText(Path.Combine(folder, file)));
        await Write(Map);
        Assert.Equal(first, Files(folder).ToDictionary(file => file, file => File.ReadAllText(Path.Combine(folder, file))));
    }

    [Theory]
    [InlineData("manifest")]
    [InlineData("manifest", "one", "two")]
    [InlineData("dance")]
    public async Task A_wrong_command_line_says_what_is_right(params string[] args) => Assert.Equal(2, await CityHost.Run(args, _ => { }, _ => { }));

    [Fact]
    public void The_city_s_own_manifest_lies_beside_its_binary_with_one_door_for_pages()
    {
        var built = Directory.GetDirectories(Path.Combine(Root.Path, "functions", "bin"), "Pages", SearchOption.AllDirectories)
            .Select(path => Path.GetDirectoryName(path)!).First(path => File.Exists(Path.Combine(path, "CasaServerless.dll")));
        Assert.True(File.Exists(Path.Combine(built, "host.json")));
        foreach (var file in Directory.GetFiles(built, "function.json", SearchOption.AllDirectories))
        {
            using var function = JsonDocument.Parse(File.ReadAllText(file));
            var trigger = function.RootElement.GetProperty("bindings")[0];
            if (trigger.GetProperty("type").GetString() != "httpTrigger" || !trigger.GetProperty("route").GetString()!.Contains('*', StringComparison.Ordinal))
                continue;
            // A catch-all that took POST would let outsiders call the queue and timer functions.
            Assert.Equal(["get", "head"], trigger.GetProperty("methods").EnumerateArray().Select(method => method.GetString()));
        }
    }

    async Task Write(Action<WebApplication> map) => Assert.Equal(0, await CityHost.Run(["manifest", folder], _ => { }, map));

    static void Map(WebApplication map)
    {
        map.MapPost("/api/cases/{reference}/photos", () => "").OnHttp("CasePhotoAdd").OpenToAnyone();
        map.MapMethods("/api/cases/{reference:length(12)}", ["GET", "HEAD"], () => "").OnHttp("CaseView").OpenToAnyone();
        map.MapGet("/cases", () => "a page: no function of its own, the catch-all has it").OpenToAnyone();
        map.OnQueue("Documents", "documents", (_, _, _) => Task.CompletedTask);
        map.OnSchedule("Nightly", "0 0 3 * * *", (_, _, _) => Task.CompletedTask);
        map.OnSchedule("AsSet", "%Casa__Nightly%", (_, _, _) => Task.CompletedTask);
    }

    static List<string> Files(string folder) => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
}
