using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Cases;
using CasaServerless.Services.Legalisation;
using CasaServerless.Services.Legalisation.Sharing;

namespace CasaServerless.Tests.Crash;

/// <summary>
/// A certified paper's shares, as its holder and the parties insist on them: one that stays open, one that is ended at once, one that runs out
/// within the play.
/// </summary>
sealed class PaperShares(string reference, string accessCode, string sha256)
{
    const int Gone = 410, Unprocessable = 422;
    static readonly TimeSpan brief = TimeSpan.FromSeconds(30);
    readonly List<Promised> shares = [];

    /// <summary>Takes that were answered with the paper.</summary>
    public int Openings => shares.Sum(share => share.Openings.Count);

    public int Count => shares.Count;

    public async Task Play(CarefulClient client, CancellationToken stop)
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var (name, until) in new[] { ("open", now.AddDays(30)), ("ended", now.AddDays(1)), ("brief", now + brief) })
        {
            // Within the half minute it may have run out before the city could be reached.
            var receipt = await client.Insist($"{reference}: share {name}", 201, () =>
            {
                var request = CarefulClient.Json(HttpMethod.Post, $"/api/legalisations/{reference}/shares",
                    new JsonObject { ["name"] = $"Notaire {name}", ["channel"] = "link", ["until"] = until }, idempotencyKey: name);
                request.Headers.Add("X-Access-Code", accessCode);
                return request;
            }, stop, doubled: 0.15, no: name == "brief" ? Unprocessable : 0);
            if (receipt.Status == Unprocessable) continue;
            var share = new Promised(receipt.Text("share"), new Uri(receipt.Text("url")).AbsolutePath, until);
            shares.Add(share);
            await Open(client, share, stop);
            if (name != "ended") continue;
            await client.Insist($"{reference}: share ended", 200, () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/legalisations/{reference}/shares/{share.Id}");
                request.Headers.Add("X-Access-Code", accessCode);
                return request;
            }, stop, doubled: 0.15);
            share.Ended = true;
            await Open(client, share, stop);
        }
    }

    /// <summary>After the last crash: what is open opens, what is over does not.</summary>
    public async Task LookAgain(CarefulClient client, bool revoked, CancellationToken stop)
    {
        foreach (var share in shares)
        {
            share.Ended |= revoked;
            await Open(client, share, stop);
        }
    }

    /// <summary>Every take that was answered stands in the history, from which those within ten minutes are one.</summary>
    public IEnumerable<string> Faults(IReadOnlyList<Recorded<LegalisationEvent>> history)
    {
        foreach (var share in shares)
        {
            var written = history.Where(one => one.Event is SharingEvent.ShareOpened it && it.Share == share.Id).Select(one => one.At).ToList();
            foreach (var opening in share.Openings)
            {
                if (!written.Any(at => at <= opening && opening - at < Share.OneOpening + TimeSpan.FromMinutes(1)))
                    yield return $"{reference}: the paper was taken through share {share.Id}, and nobody wrote it down";
            }
            if (history.Count(one => one.Event is SharingEvent.Shared it && it.Share == share.Id) != 1) yield return $"{reference}: share {share.Id} is not there once";
        }
        foreach (var one in history.Select(one => one.Event).OfType<SharingEvent.Shared>().Where(one => shares.All(share => share.Id != one.Share)))
            yield return $"{reference}: share {one.Share}, of which nobody was told";
    }

    async Task Open(CarefulClient client, Promised share, CancellationToken stop)
    {
        var before = TimeProvider.System.GetUtcNow();
        var answer = await client.Insist($"{reference}: taking through a share", 200, () => new(HttpMethod.Post, share.Path), stop, no: Gone);
        if (answer.Status == Gone)
        {
            if (!share.Ended && TimeProvider.System.GetUtcNow() < share.Until) throw new BrokenPromise($"{reference}: share {share.Id} does not open");
            return;
        }
        if (share.Ended) throw new BrokenPromise($"{reference}: share {share.Id} opens after its end");
        if (before > share.Until) throw new BrokenPromise($"{reference}: share {share.Id} opens after its time");
        if (Convert.ToHexStringLower(SHA256.HashData(answer.Bytes)) != sha256) throw new BrokenPromise($"{reference}: share {share.Id} opens another paper");
        share.Openings.Add(TimeProvider.System.GetUtcNow());
    }

    sealed class Promised(string id, string path, DateTimeOffset until)
    {
        public string Id => id;

        public string Path => path;

        public DateTimeOffset Until => until;

        public bool Ended { get; set; }

        public ConcurrentBag<DateTimeOffset> Openings { get; } = [];
    }
}
