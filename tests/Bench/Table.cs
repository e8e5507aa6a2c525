using System.Globalization;
using System.Text;

namespace CasaServerless.Bench;

/// <summary>What a benchmark found: rows of figures, and whether its aims are met.</summary>
sealed record Table(string Title, string Explains, IReadOnlyList<string> Columns)
{
    public List<string[]> Rows { get; } = [];

    /// <summary>Each aim, as a sentence with its figures, and whether it is met.</summary>
    public List<(string Aim, bool Met)> Aims { get; } = [];

    public bool AimsMet => Aims.TrueForAll(aim => aim.Met);

    public void Add(params object[] cells) => Rows.Add([.. cells.Select(cell => cell switch
    {
        double number => number.ToString(number >= 100 ? "N0" : number >= 10 ? "F1" : "F2", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString()!,
    })]);

    public override string ToString()
    {
        var text = new StringBuilder($"## {Title}\n\n{Explains}\n\n");
        text.Append("| ").AppendJoin(" | ", Columns).Append(" |\n|").Insert(text.Length, "---|", Columns.Count).Append('\n');
        foreach (var row in Rows) text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        text.Append('\n');
        foreach (var (aim, met) in Aims) text.Append(CultureInfo.InvariantCulture, $"* {(met ? "met" : "**not met**")}: {aim}\n");
        return text.ToString();
    }

    /// <summary>The middle one.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
