using System.Text.Json;
using Deque.AxeCore.Commons;

namespace CasaServerless.Pages.Tests.Given;

/// <summary>
/// Deque's axe, which finds what it can of WCAG 2.2 AA and good practice in a page as it stands. It is put into the page once and asked for faults alone:
/// Deque's own driver puts it there anew for each look, a second time into an empty page, and carries over all that passed.
/// </summary>
public static class Axe
{
    static readonly string script = new BundledAxeScriptProvider().GetScript();

    /// <summary>Expects no fault; <paramref name="where"/> heads what is found.</summary>
    public static async Task FindsNothing(this Visit visit, string where)
    {
        var faults = await visit.Faults();
        Assert.True(faults.Count == 0, $"{where}: {string.Join('\n', faults)}");
    }

    /// <summary>The faults of the page, each with its rule's id first and then the elements.</summary>
    public static async Task<IReadOnlyList<string>> Faults(this Visit visit)
    {
        if (!await visit.Page.EvaluateAsync<bool>("'axe' in window")) await visit.Page.EvaluateAsync(script + "\n;undefined");
        var found = await visit.Page.EvaluateAsync<JsonElement>("""
            async () => {
              const found = await axe.run(document, {
                resultTypes: ['violations'],
                runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
              });
              return {
                passed: found.passes.length,
                faults: found.violations.map(fault => `${fault.id}: ${fault.help}: ${fault.nodes.map(node => node.html).join(' ')}`),
              };
            }
            """);
        Assert.True(found.GetProperty("passed").GetInt32() > 10, "Axe has looked.");
        return [.. found.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString()!)];
    }
}
