using System.Text.Json;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Common.Referentiels;

/// <summary>
/// What may have come to contradict a change between its proposal and its application. Changes that could contradict each other write one row
/// along with their own, so that of two at the same moment only one succeeds. Pure.
/// </summary>
static class Contradictions
{
    /// <summary>The key of the row that is shared with whatever could contradict the change; null where nothing could. No entry's key begins so.</summary>
    public static string? SharedRow(ReferentielChange its) => its.Kind switch
    {
        "delegations" when its.Seen == 0 => "|" + its.Entry,
        // What is taken away contradicts nothing.
        "tariffs" or "operator-rules" or "working-hours" or "escalation" when its.Value is not null => "|",
        _ => null,
    };

    /// <param name="rows">All of the kind, read after the shared one.</param>
    public static bool Among(IReadOnlyList<ReferenceRow> rows, ReferentielChange its) => its.Kind switch
    {
        // An act is named and taken back by its id: no two officers' acts share one.
        "delegations" => rows.Any(row => row.Json is not null && row.Key != its.Key && row.Key.EndsWith("|" + its.Entry, StringComparison.Ordinal)),
        "tariffs" when its.Value is { } value => Tariff(value) is var tariff && rows.Any(row => row.Json is not null && tariff.Contradicts(Tariff(row.Json))),
        "operator-rules" when its.Value is { } value => Rule(value) is var rule && rows.Any(row => row.Json is not null && rule.Contradicts(Rule(row.Json))),
        "working-hours" when its.Value is { } value => Hours(value) is var hours && rows.Any(row => row.Json is not null && hours.Contradicts(Hours(row.Json))),
        "escalation" when its.Value is { } value => Level(value) is var level
            && rows.Any(row => row.Json is not null && row.Key != its.Key && level.Percent == Level(row.Json).Percent),
        _ => false,
    };

    static OperatorRule Rule(string json) => JsonSerializer.Deserialize(json, ReferentielJson.Default.OperatorRule)!;

    static WorkingHours Hours(string json) => JsonSerializer.Deserialize(json, ReferentielJson.Default.WorkingHours)!;

    static EscalationLevel Level(string json) => JsonSerializer.Deserialize(json, ReferentielJson.Default.EscalationLevel)!;

    static Tariff Tariff(string json) => JsonSerializer.Deserialize(json, ReferentielJson.Default.Tariff)!;
}
