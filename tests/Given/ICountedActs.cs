using CasaServerless.Kernel.Storage;

namespace CasaServerless.Tests.Given;

/// <summary>The acts of a counter, to be counted and measured at any number of cases.</summary>
interface ICountedActs : IAsyncDisposable
{
    CityStorage Storage { get; }

    /// <summary>Every act by its name. What comes before it is done first, and answers the act itself, to be done once.</summary>
    IEnumerable<(string Name, Func<Task<Func<Task>>> Prepare)> All();

    /// <summary>So many cases, before anything is counted.</summary>
    Task Fill(int cases);

    /// <summary>How many requests an act sends to this city's storage.</summary>
    Task<int> Transactions(Func<Task> act);
}
