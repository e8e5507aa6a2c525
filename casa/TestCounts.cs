using System.Globalization;
using System.Xml.Linq;

namespace Casa;

/// <summary>What the test projects wrote into their TRX files, summed; the runner itself never prints such a line.</summary>
sealed record TestCounts(int Passed, int Failed, int Skipped, IReadOnlyList<string> Failures)
{
    static readonly XNamespace trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    public int Total => Passed + Failed + Skipped;

    /// <summary>Sums every TRX file under the folder; a folder that is not there counts nothing.</summary>
    public static TestCounts Read(string folder)
    {
        var results = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.trx", SearchOption.AllDirectories).SelectMany(f => XDocument.Load(f).Descendants(trx + "UnitTestResult")).ToList()
            : [];
        var outcomes = results.CountBy(r => (string?)r.Attribute("outcome") switch { "Passed" => 'p', "NotExecuted" => 's', _ => 'f' }).ToDictionary();
        return new(outcomes.GetValueOrDefault('p'), outcomes.GetValueOrDefault('f'), outcomes.GetValueOrDefault('s'),
            [.. results.Where(r => (string?)r.Attribute("outcome") is not ("Passed" or "NotExecuted")).Select(Told)]);
    }

    static string Told(XElement result)
    {
        var error = result.Descendants(trx + "ErrorInfo").FirstOrDefault();
        var message = ((string?)error?.Element(trx + "Message"))?.Trim();
        var where = ((string?)error?.Element(trx + "StackTrace"))?.Split('\n', 2)[0].Trim();
        return string.Create(CultureInfo.InvariantCulture, $"FAILED {(string?)result.Attribute("testName")}\n  {message?.ReplaceLineEndings("\n  ")}\n  {where}");
    }
}
