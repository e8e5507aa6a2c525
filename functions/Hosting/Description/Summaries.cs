using System.Reflection;
using System.Xml.Linq;

namespace CasaServerless.Hosting.Description;

/// <summary>The summary that an act's class carries in the source is the summary of its endpoint.</summary>
static class Summaries
{
    static readonly Lazy<Dictionary<string, string>> all = new(Read);

    /// <summary>Of the class that maps the endpoint; null where it has none.</summary>
    public static string? Of(IEnumerable<object> metadata)
    {
        var type = metadata.OfType<MethodInfo>().FirstOrDefault()?.DeclaringType;
        // A lambda lives in a class of the compiler's, inside the act's own.
        while (type is { DeclaringType: { } outer } && type.Name.StartsWith('<')) type = outer;
        return type?.FullName is { } name ? all.Value.GetValueOrDefault("T:" + name.Replace('+', '.')) : null;
    }

    static Dictionary<string, string> Read() =>
        XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"{typeof(Summaries).Assembly.GetName().Name}.xml")).Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => Text(member.Element("summary")!));

    static string Text(XElement summary) => string.Join(' ', string.Concat(summary.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => see.Attribute("cref")?.Value.Split('.')[^1] ?? "",
        XElement other => other.Value,
        _ => "",
    })).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
