using System.Globalization;
using CasaServerless.Hosting;

namespace CasaServerless.Bench;

/// <summary>The city in a process of its own that answers each line of its standard input with the bytes it has allocated since its start.</summary>
static class AllocatingCity
{
    /// <summary>The bench's own verb under which it starts.</summary>
    public const string Verb = "allocating-city";

    /// <summary>How an answer begins; the log's lines stand between.</summary>
    public const string Answer = "allocated ";

    public static Task<int> Run(string[] args)
    {
        new Thread(() =>
        {
            while (Console.ReadLine() is not null) Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Answer}{GC.GetTotalAllocatedBytes(precise: true)}"));
        })
        { IsBackground = true }.Start();
        return CityHost.Run(["run", .. args], Casablanca.Add, Casablanca.Map);
    }
}
