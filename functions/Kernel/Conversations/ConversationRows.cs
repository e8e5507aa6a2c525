using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Kernel.Conversations;

/// <summary>
/// The rows of a conversation's partition. What a turn needs lies together (I, N, O, S), so that one transaction reads it.
/// </summary>
static class ConversationRows
{
    public const string State = "S";

    /// <summary>From the first row that a turn reads to the first that it does not.</summary>
    public static string Turn(string conversation) => $"PartitionKey eq '{conversation}' and RowKey ge 'I' and RowKey lt 'T'";

    public static string Notes(string conversation) => $"PartitionKey eq '{conversation}' and RowKey ge 'N' and RowKey lt 'O'";

    public static string LinesAfter(string conversation, int number) => $"PartitionKey eq '{conversation}' and RowKey gt '{LineKey(number)}' and RowKey lt 'U'";

    /// <summary>Channels' ids hold signs that no key may.</summary>
    public static string Seen(string message) => "D" + Digest(message);

    public static string Sent(string id) => "W" + Digest(id);

    public static string Note(string name) => "N" + name;

    static string Digest(string id) => Base32.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(id)), 26);

    static string LineKey(int number) => string.Create(CultureInfo.InvariantCulture, $"T{number:D10}");

    static string LetterKey(int number) => string.Create(CultureInfo.InvariantCulture, $"O{number:D10}");

    public static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);

    public static TableTransactionAction Delete(string conversation, string key) => new(TableTransactionActionType.Delete, new TableEntity(conversation, key), ETag.All);

    public static TableEntity SeenRow(string conversation, Arrival arrival) => new(conversation, Seen(arrival.Message));

    /// <summary>In the order in which they came; of two within a tick, some order.</summary>
    public static TableEntity InboxRow(string conversation, Arrival arrival) => new(
        conversation, string.Create(CultureInfo.InvariantCulture, $"I{arrival.At.UtcTicks:D19}-{Digest(arrival.Message)[..8]}"))
    {
        ["Message"] = arrival.Message,
        ["Body"] = arrival.Body,
        ["At"] = Written(arrival.At),
    };

    public static Arrival InboxRow(TableEntity row) => new(row.GetString("Message"), row.GetString("Body"), Time(row));

    public static TableEntity LineRow(string conversation, Line line) => new(conversation, LineKey(line.Number)) { ["Body"] = line.Body, ["At"] = Written(line.At) };

    public static Line LineRow(TableEntity row) => new(Number(row), Time(row), row.GetString("Body"));

    public static TableEntity LetterRow(string conversation, Letter letter) => new(conversation, LetterKey(letter.Number)) { ["Body"] = letter.Body };

    public static string LetterRowKey(Letter letter) => LetterKey(letter.Number);

    public static Letter LetterRow(TableEntity row) => new(Number(row), row.GetString("Body"));

    static int Number(TableEntity row) => int.Parse(row.RowKey.AsSpan(1), CultureInfo.InvariantCulture);

    static string Written(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    static DateTimeOffset Time(TableEntity row) => DateTimeOffset.Parse(row.GetString("At"), CultureInfo.InvariantCulture);
}

/// <summary>A conversation as a turn finds it.</summary>
/// <param name="Tag">Of the state; default where there is none yet.</param>
/// <param name="Lines">How many lines its transcript has.</param>
/// <param name="Letters">How many letters were ever written.</param>
/// <param name="Sender">Whoever sends its letters now, until <paramref name="SendingUntil"/>: nobody else takes a turn meanwhile.</param>
/// <param name="Day">Of the last turn; by it the conversation is found when its time is over.</param>
sealed record TurnState(
    string Conversation, ETag Tag, string? Memory, int Lines, int Letters, string? Sender, DateTimeOffset SendingUntil, string Day)
{
    public IReadOnlyList<(string Key, Arrival Arrival)> Inbox { get; init; } = [];

    public IReadOnlyList<Letter> Outbox { get; init; } = [];

    public IReadOnlyDictionary<string, string> Notes { get; init; } = new Dictionary<string, string>();

    public Held Held => new(Conversation, Memory, Notes);

    public bool IsClaimed(string by, DateTimeOffset now) => Sender is not null && Sender != by && SendingUntil > now;

    public static TurnState Of(string conversation, IReadOnlyList<TableEntity> rows)
    {
        var state = rows.FirstOrDefault(row => row.RowKey == ConversationRows.State);
        return new(
            conversation, state?.ETag ?? default, state?.GetString("Memory"), state?.GetInt32("Lines") ?? 0, state?.GetInt32("Letters") ?? 0,
            state?.GetString("Sender"), state?.GetDateTimeOffset("SendingUntil") ?? default, state?.GetString("Day") ?? "")
        {
            Inbox = [.. Of('I').Select(row => (row.RowKey, ConversationRows.InboxRow(row)))],
            Outbox = [.. Of('O').Select(ConversationRows.LetterRow)],
            Notes = Of('N').ToDictionary(row => row.RowKey[1..], row => row.GetString("Text")),
        };

        IEnumerable<TableEntity> Of(char kind) => rows.Where(row => row.RowKey[0] == kind);
    }

    public TableTransactionAction Row()
    {
        var row = new TableEntity(Conversation, ConversationRows.State)
        {
            ["Memory"] = Memory,
            ["Lines"] = Lines,
            ["Letters"] = Letters,
            ["Day"] = Day,
        };
        if (Sender is not null) (row["Sender"], row["SendingUntil"]) = (Sender, SendingUntil);
        return Tag == default ? new(TableTransactionActionType.Add, row) : new(TableTransactionActionType.UpdateReplace, row, Tag);
    }
}
