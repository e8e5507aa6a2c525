using System.Security.Cryptography;

namespace Casa;

/// <summary>
/// The secret with which this machine's city signs tokens, links and access codes. Random, made once, readable by its owner alone; it lies
/// beside the data and not in it, so that <c>token</c> finds it whatever <c>--data</c> was.
/// </summary>
static class LocalKeys
{
    public const string Name = "Casa__Keys";

    public static string Value => Environment.GetEnvironmentVariable(Name) is { Length: > 0 } own ? own : Kept(Path.Combine(Repository.Private, "keys"));

    /// <summary>The secret that this machine's city shares with the system of an operator, which <c>demo ticket</c> plays.</summary>
    public static string OperatorSecret(string @operator) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Value), System.Text.Encoding.UTF8.GetBytes($"operator {@operator}")));

    internal static string Kept(string path)
    {
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            // Written beside and moved, so that two first starts never read half a key.
            var own = $"{path}.{Environment.ProcessId}";
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(own, options))
            {
                file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
            }
            try
            {
                File.Move(own, path);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(own);
            }
        }
        return File.ReadAllText(path).Trim();
    }
}
