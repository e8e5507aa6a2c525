using System.Diagnostics;

namespace Casa;

/// <summary>The independent tools that the tests ask (a browser, PDF and QR readers): Debian packages, one a line of a file.</summary>
static class DebianPackages
{
    /// <summary>Installs what is missing where it may (root, apt-get), and names it where it may not; the tests that need it then fail and say so.</summary>
    public static async Task Install(string list, CancellationToken stop)
    {
        var wanted = File.ReadLines(list).Select(l => l.Split('#')[0].Trim()).Where(l => l.Length > 0).ToArray();
        if (!OnPath("dpkg-query"))
        {
            Console.WriteLine($"Not a Debian machine; the tests need what these packages hold: {string.Join(' ', wanted)}");
            return;
        }
        List<string> missing = [];
        foreach (var line in wanted)
        {
            if (line.Split(">=", StringSplitOptions.TrimEntries) is not [var package, .. var least] || await Installed(package, least, stop)) continue;
            missing.Add(package);
        }
        if (missing.Count == 0) return;
        if (Environment.UserName != "root" || !OnPath("apt-get"))
        {
            Console.WriteLine($"Missing, and only root may install it: apt-get install {string.Join(' ', missing)}");
            return;
        }
        Console.WriteLine($"Installing {string.Join(' ', missing)}");
        await Tool.MustRun(Apt("update"), stop);
        await Tool.MustRun(Apt("install", ["--yes", "--no-install-recommends", .. missing]), stop);

        static ProcessStartInfo Apt(string verb, params string[] rest) =>
            new("apt-get", ["-qq", verb, .. rest]) { Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" } };
    }

    static async Task<bool> Installed(string package, string[] least, CancellationToken stop)
    {
        var status = "";
        var start = new ProcessStartInfo("dpkg-query", ["-W", "-f", "${db:Status-Status} ${Version}", package]) { RedirectStandardError = true };
        if (await Tool.Run(start, stop, line => { status += line; }) != 0 || status.Split(' ') is not ["installed", var version]) return false;
        return least is not [var named] || await Tool.Run(new("dpkg", ["--compare-versions", version, "ge", named]), stop) == 0;
    }

    static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
