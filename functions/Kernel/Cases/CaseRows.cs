using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Kernel.Cases;

/// <summary>
/// The rows of a case's partition, and nothing else knows their columns:
/// <c>A{attempt}</c> a transaction that was, or never will be · <c>E{version}</c> an event · <c>H</c> the head · <c>L</c> the case's list
/// rows · <c>P</c> personal values · <c>T</c> wrong access codes · <c>W{effect}</c> an effect that somebody is at
/// work on · <c>X{effect}</c> an effect that was done · <c>Y{version}</c> what somebody wrote with an event.
/// One range, H to T, reads all that a request needs in one transaction, however long the history; so rows that grow without bound take
/// letters outside it.
/// </summary>
static class CaseRows
{
    public const string Head = "H", Lists = "L", Personal = "P", Wrong = "T";

    public static string Attempt(string attempt) => "A" + attempt;

    public static string Event(int version) => "E" + version.ToString("D10", CultureInfo.InvariantCulture);

    public static string Effect(EffectKey key) => "X" + key;

    /// <param name="written">Version of the event with which something was written; null where nothing was.</param>
    public static TableEntity EffectRow(EffectKey key, int? written) => new(key.Reference, Effect(key)) { ["Written"] = written };

    public static string AtWork(EffectKey key) => "W" + key;

    public static string Text(int version) => "Y" + version.ToString("D10", CultureInfo.InvariantCulture);

    public static string Texts(string reference) => $"PartitionKey eq '{reference}' and RowKey gt 'Y' and RowKey lt 'Z'";

    public static TableEntity TextRow(string reference, int version, string text, byte[] key) =>
        new(reference, Text(version)) { ["Text"] = text, ["Key"] = Convert.ToBase64String(key) };

    public static string Snapshot(string reference) => $"PartitionKey eq '{reference}' and RowKey ge '{Head}' and RowKey le '{Wrong}'";

    public static string Events(string reference, int from, int to) =>
        $"PartitionKey eq '{reference}' and RowKey ge '{Event(from)}' and RowKey le '{Event(to)}'";

    public static TableEntity AttemptRow(string reference, string attempt, int from, int to) =>
        new(reference, Attempt(attempt)) { ["Void"] = false, ["From"] = from, ["To"] = to };

    public static TableEntity VoidRow(string reference, string attempt) => new(reference, Attempt(attempt)) { ["Void"] = true };

    public static TableEntity HeadRow<TState, TEvent>(CaseKind<TState, TEvent> kind, Case<TState> its)
        where TState : class
        where TEvent : class => new(its.Reference, Head)
        {
            ["Version"] = its.Version,
            ["State"] = JsonSerializer.Serialize(its.State, kind.StateJson),
            ["Hash"] = its.Head!.Hash,
            ["Keys"] = its.Head.Keys,
            ["Code"] = its.CodeVersion,
            ["Erased"] = its.Erased,
        };

    public static Case<TState>? Case<TState, TEvent>(CaseKind<TState, TEvent> kind, IReadOnlyList<TableEntity> rows)
        where TState : class
        where TEvent : class
    {
        var head = rows.FirstOrDefault(row => row.RowKey == Head);
        if (head is null) return null;
        var personal = rows.FirstOrDefault(row => row.RowKey == Personal);
        var wrong = rows.FirstOrDefault(row => row.RowKey == Wrong);
        var state = JsonSerializer.Deserialize(head.GetString("State"), kind.StateJson)!;
        return new(head.PartitionKey, head.GetInt32("Version")!.Value, state,
            personal is null ? Cases.Personal.None : Cases.Personal.FromJson(personal.GetString("Values")))
        {
            CodeVersion = head.GetInt32("Code") ?? 1,
            Erased = head.GetDateTimeOffset("Erased"),
            Wrong = wrong is null ? WrongCodes.None : new(wrong.GetInt32("Count") ?? 0, wrong.GetDateTimeOffset("Until")),
            WrongTag = wrong?.ETag ?? default,
            Head = new(head.ETag, head.GetString("Hash"), rows.FirstOrDefault(row => row.RowKey == Lists)?.GetString("Rows") ?? "[]",
                head.GetString("Keys") ?? ""),
        };
    }

    public static TableEntity EventRow<TEvent>(string reference, Recorded<TEvent> happened, string facts, string fields, string hash)
        where TEvent : class => new(reference, Event(happened.Version))
        {
            ["At"] = happened.At.ToString("O", CultureInfo.InvariantCulture),
            ["By"] = happened.By.ToString(),
            ["Function"] = happened.Function,
            ["Facts"] = facts,
            ["Fields"] = fields,
            ["Hash"] = hash,
        };

    public static Recorded<TEvent> Recorded<TState, TEvent>(CaseKind<TState, TEvent> kind, TableEntity row)
        where TState : class
        where TEvent : class => new(
            int.Parse(row.RowKey.AsSpan(1), CultureInfo.InvariantCulture),
            DateTimeOffset.Parse(row.GetString("At"), CultureInfo.InvariantCulture),
            Actor.Parse(row.GetString("By")),
            row.GetString("Function"),
            JsonSerializer.Deserialize(row.GetString("Facts"), kind.EventJson)!,
            JsonSerializer.Deserialize(row.GetString("Fields"), PersonalJson.Default.IReadOnlyDictionaryStringString)!);

    public static TableEntity PersonalRow(string reference, Personal values) => new(reference, Personal) { ["Values"] = values.ToJson() };

    public static TableEntity ListsRow(string reference, List<ListRow> rows) =>
        new(reference, Lists) { ["Rows"] = JsonSerializer.Serialize(rows, PersonalJson.Default.ListListRow) };

    public static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);

    public static TableTransactionAction Replace(TableEntity row) => new(TableTransactionActionType.UpsertReplace, row);

    public static TableTransactionAction Update(TableEntity row, ETag seen) => new(TableTransactionActionType.UpdateReplace, row, seen);

    public static TableTransactionAction Delete(TableEntity row) => new(TableTransactionActionType.Delete, row, ETag.All);
}
