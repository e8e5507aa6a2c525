using System.Globalization;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Kernel.Registers;

/// <summary>A register read whole: its links in the chain's order, and what is wrong with it.</summary>
/// <param name="Links">In the order of the chain.</param>
/// <param name="Faults">Where the chain or the numbering breaks; empty for a sound register.</param>
/// <param name="Last">The last number, as the head says.</param>
/// <param name="Hash">The head's hash, to be compared with what was published.</param>
public sealed record RegisterPages(IReadOnlyList<RegisterLink> Links, IReadOnlyList<RegisterFault> Faults, int Last, string Hash)
{
    // Writers' clocks differ a little, and a row is dated before it wins its place.
    static readonly TimeSpan clocksDiffer = TimeSpan.FromMinutes(1);

    /// <summary>Checks rows as they lie in storage, in any order.</summary>
    public static RegisterPages From(string book, IReadOnlyCollection<RegisterRow> rows)
    {
        var faults = new List<RegisterFault>();
        var links = new List<RegisterLink>();
        var (hash, taken, place, latest) = (Chain.Start, 0, 0, DateTimeOffset.MinValue);
        foreach (var row in rows.Where(row => row.Letter is 'N' or 'O').OrderBy(row => row.Position ?? 0))
        {
            if (row.Position != ++place) faults.Add(RegisterFault.OutOfPlace(row, place));
            hash = Register.HashOf(hash, book, row.Position ?? 0, row.Row, row.At ?? "", row.Key ?? "", row.Facts ?? "");
            if (row.Hash != hash) faults.Add(RegisterFault.OtherHash(row.Row));
            // The chain goes on from what the row says, so that one fault is told once.
            hash = row.Hash ?? "";
            if (Read(row) is not { } link)
            {
                faults.Add(RegisterFault.Unreadable(row.Row));
                continue;
            }
            links.Add(link);
            if (link.Facts is not null && link.Number != ++taken) faults.Add(RegisterFault.NotAfter(row.Row, taken));
            if (link.Outcome is not null && link.Number > taken) faults.Add(RegisterFault.NotTaken(row.Row));
            if (latest - link.At > clocksDiffer) faults.Add(RegisterFault.BackDated(row.Row));
            if (link.At > latest) latest = link.At;
        }
        var head = rows.FirstOrDefault(row => row.Row == "H");
        var (last, length, headHash) = (head?.Last ?? 0, head?.Length ?? 0, head?.Hash ?? Chain.Start);
        if (head is null && place > 0) faults.Add(RegisterFault.NoHead());
        if (length != place) faults.Add(RegisterFault.HeadLength(length, place));
        if (last != taken) faults.Add(RegisterFault.HeadNumber(last, taken));
        if (headHash != hash) faults.Add(RegisterFault.HeadHash());
        faults.AddRange(Keys(rows, links));
        return new(links, faults, last, headHash);
    }

    /// <summary>
    /// What differs from heads that were published: the one thing that tells a register which was cut off, or hashed anew from some row on,
    /// from a sound one. The days around a change tell when it was made.
    /// </summary>
    /// <param name="heads">Of this register, with the day on which each was published.</param>
    public IEnumerable<RegisterFault> Against(IEnumerable<(DateOnly Day, RegisterHead Head)> heads)
    {
        var sound = 0;
        foreach (var (day, head) in heads.Where(published => published.Head.Count > 0).OrderBy(published => published.Day))
        {
            if (head.Count > Links.Count)
            {
                yield return RegisterFault.Shortened(day, head.Count, Links.Count);
                yield break;
            }
            var link = Links[head.Count - 1];
            if (link.Hash != head.Hash)
            {
                yield return RegisterFault.Rewritten(RegisterRow.Name(link.Outcome is null ? 'N' : 'O', link.Number), day, sound, head.Count);
                yield break;
            }
            sound = head.Count;
        }
    }

    static IEnumerable<RegisterFault> Keys(IReadOnlyCollection<RegisterRow> rows, List<RegisterLink> links)
    {
        var keys = new Dictionary<string, int?>();
        foreach (var row in rows)
        {
            if (row.Letter == 'K') keys[row.Row[1..]] = row.Number;
            else if (row.Row != "H" && row.Letter is not ('N' or 'O')) yield return RegisterFault.Stranger(row.Row);
        }
        var acts = new Dictionary<string, int>();
        foreach (var link in links.Where(link => link.Key is not null))
        {
            var row = RegisterRow.Name('N', link.Number);
            if (!acts.TryAdd(link.Key!, link.Number)) yield return RegisterFault.TwoNumbers(row);
            else if (!keys.TryGetValue(link.Key!, out var number) || number != link.Number) yield return RegisterFault.NoKey(row);
        }
        foreach (var (key, number) in keys)
        {
            if (number is not null && acts.GetValueOrDefault(key) != number) yield return RegisterFault.OtherKey("K" + key);
        }
    }

    static RegisterLink? Read(RegisterRow row)
    {
        if (row.Numbered is not { } number || row is not { Position: { } position, Facts: { } facts, Hash: { } hash }
            || !DateTimeOffset.TryParse(row.At, CultureInfo.InvariantCulture, out var at)) return null;
        if (row.Letter == 'N') return row.Key is { Length: > 0 } key ? new(position, number, at, key, facts, null, hash) : null;
        return RegisterOutcome.TryRead(facts) is { } outcome ? new(position, number, at, null, null, outcome, hash) : null;
    }
}
