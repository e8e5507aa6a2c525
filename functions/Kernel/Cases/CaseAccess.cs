using Azure;
using Azure.Data.Tables;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Kernel.Cases;

public sealed partial class CaseStore
{
    const int MostWrongCodes = 5;
    static readonly TimeSpan lockTime = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Opens a case to whoever has its access code. One transaction when the code is right; wrong ones are counted, and after five in a row
    /// none is taken for a quarter of an hour.
    /// </summary>
    /// <exception cref="Refusal"><c>CASE-002</c>, the same for an unknown reference and a wrong code; <c>CASE-003</c> while locked.</exception>
    public async Task<Case<TState>> Open<TState, TEvent>(
        CaseKind<TState, TEvent> kind, string reference, string code, AccessCode codes, CancellationToken stop)
        where TState : class
        where TEvent : class
    {
        for (var race = 0; ; race++)
        {
            var found = await Find(kind, reference, stop) ?? throw CaseRefusals.Unknown();
            var now = clock.GetUtcNow();
            if (found.Wrong.LockedUntil > now) throw CaseRefusals.Locked();
            var right = codes.Matches(reference, found.CodeVersion, code);
            if (right && found.Wrong.Count == 0) return found;
            var count = right ? 0 : found.Wrong.LockedUntil is null ? found.Wrong.Count + 1 : 1;
            var row = new TableEntity(reference, CaseRows.Wrong)
            {
                ["Count"] = count,
                ["Until"] = count >= MostWrongCodes ? now + lockTime : null,
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
