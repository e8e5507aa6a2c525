using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using CasaServerless.Kernel;

namespace CasaServerless.Hosting.Assets;

/// <summary>A page as it was built, for one language and stage of the city; read once.</summary>
sealed class PageText
{
    static readonly string folder = Path.Combine(AppContext.BaseDirectory, "wwwroot", "pages");
    static readonly Lazy<FrozenSet<string>> files = new(() => Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).ToFrozenSet());
    static readonly ConcurrentDictionary<(string File, string Stage), PageText> pages = new();
    static readonly HtmlEncoder encoder = HtmlEncoder.Create(UnicodeRanges.All);
    readonly string html;

    PageText(string file, string stage)
    {
        html = Tell(File.ReadAllText(Path.Combine(folder, file)), "stage", stage);
        Body = new(Encoding.UTF8.GetBytes(html));
    }

    /// <summary>The page when nothing but the stage is told.</summary>
    public EncodedBody Body { get; }

    /// <summary>The page called <paramref name="name"/>; null if there is none.</summary>
    public static PageText? Find(string name, Language language, string stage)
    {
        var file = $"{name}.{language.Tag()}.html";
        return files.Value.Contains(file) ? pages.GetOrAdd((file, stage), key => new(key.File, key.Stage)) : null;
    }

    /// <summary>The page that tells <paramref name="facts"/>, as facts.js does it in the browser.</summary>
    public string Telling(IReadOnlyDictionary<string, string?> facts) =>
        facts.Aggregate(html, (text, fact) => string.IsNullOrEmpty(fact.Value) ? text : Tell(text, fact.Key, fact.Value));

    static string Tell(string text, string name, string value) => text
        .Replace($"""data-when="{name}={value}" hidden>""", $"""data-when="{name}={value}">""", StringComparison.Ordinal)
        .Replace($"""data-when="{name}" hidden>""", $"""data-when="{name}">""", StringComparison.Ordinal)
        .Replace($"""data-fact="{name}"></""", $"""data-fact="{name}">{encoder.Encode(value)}</""", StringComparison.Ordinal);
}
