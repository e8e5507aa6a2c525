using Azure;
using Azure.Data.Tables;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Kernel.Cases;

public sealed partial class CaseStore
{
    // Few beside the 2^40 codes that there are: trying them all at this pace takes centuries. And more than one address is let through the doors
    // of all endpoints together in that time, some 3000 on each instance, for doors count for themselves: whoever knows a reference must not be
    // able to keep its citizen out from one address, even where its calls are spread over a dozen instances.
    internal const int MostWrongCodes = 40_000;
    static readonly TimeSpan wrongTime = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Opens a case to whoever has its access code. One transaction when the code is right; wrong ones are counted, and after
    /// too many within a quarter of an hour none is taken until it is over.
    /// </summary>
    /// <exception cref="Refusal"><c>CASE-002</c>, the same for an unknown reference, a wrong code and too many of them.</exception>
    public async Task<Case<TState>> Open<TState, TEvent>(
        CaseKind<TState, TEvent> kind, string reference, string code, AccessCode codes, CancellationToken stop)
        where TState : class
        where TEvent : class
    {
        for (var race = 0; ; race++)
        {
            var found = await Find(kind, reference, stop) ?? throw CaseRefusals.Unknown();
            var now = clock.GetUtcNow();
            var counting = found.Wrong.Until > now;
            if (counting && found.Wrong.Count >= MostWrongCodes) throw CaseRefusals.Unknown();
            var right = codes.Matches(reference, found.CodeVersion, code);
            if (right && found.Wrong.Count == 0) return found;
            var count = right ? 0 : counting ? found.Wrong.Count + 1 : 1;
            var row = new TableEntity(reference, CaseRows.Wrong)
            {
                ["Count"] = count,
                ["Until"] = right ? null : counting ? found.Wrong.Until : now + wrongTime,
            };
            try
            {
                // Under the row's own ETag: of two guesses at the same moment both are counted.
                if (found.WrongTag == default) await table.Value.AddEntityAsync(row, stop);
                else await table.Value.UpdateEntityAsync(row, found.WrongTag, TableUpdateMode.Replace, stop);
            }
            catch (RequestFailedException counted) when (counted.Status is 409 or 412 && race < MostRaces)
            {
                continue;
            }
            return right ? found : throw CaseRefusals.Unknown();
        }
    }
}
