using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using static CasaServerless.Services.Tickets.TicketEvent;

namespace CasaServerless.Services.Tickets.Operators;

/// <summary>
/// The queue function that tells an operator's own system what happens to its tickets. Sent first and noted after, with an id that never changes: a
/// system that heeds it does nothing twice. What the system does not take is put off with growing pauses, for about a day, and then kept among the stuck.
/// </summary>
static class TellOperator
{
    /// <summary>Calls outside that may hang: they scale apart from all others.</summary>
    public const string Queue = "operators";

    const string Function = "TicketTellOperator", TypePrefix = "ma.casablanca.ticket.";

    /// <summary>The name of an event in its type; null for what no operator's system is told.</summary>
    public static string? NameOf(TicketEvent happened) => happened switch
    {
        Reported => "reported",
        Transferred => "transferred",
        MessageWritten => "message",
        Reopened => "reopened",
        Withdrawn => "withdrawn",
        PhotoAccepted => "photo",
        Merged => "merged",
        Unmerged => "unmerged",
        _ => null,
    };

    public static async Task Run(EffectRun<TicketCase> run)
    {
        var desk = run.Services.GetRequiredService<TicketDesk>();
        var systems = run.Services.GetRequiredService<OperatorSystems>();
        if (!systems.AnyListens || run.Case.Erased is not null || await desk.Cases.Done(run.Key, run.Stop)) return;
        var history = await desk.Cases.History(desk.Kind, run.Key.Reference, run.Stop);
        var happened = history[run.Key.Version - 1];
        var former = run.Key.Name == "tell-former";
        var @operator = OperatorAt(history, former ? run.Key.Version - 1 : run.Key.Version);
        if (systems.Of(@operator) is not { Url: not null } system || NameOf(happened.Event) is not { } name) return;
        var calls = run.Services.GetRequiredService<OperatorCalls>();
        await desk.Cases.Outside(run.Key, async patience =>
        {
            var theirs = system.Speaks == OperatorTongue.Events ? await Post(former ? "transferred-away" : name) : await Request();
            await desk.Cases.Change(desk.Kind, run.Case.Reference, Actor.City, Function,
                _ => new Decision<TicketEvent>(new OperatorTold(run.Key.Version, @operator, theirs)) { Once = run.Key }, run.Stop);

            async Task<string?> Post(string type)
            {
                var (id, now) = ($"{run.Key.Reference}.{run.Key.Version}{(former ? ".former" : "")}", desk.Clock.GetUtcNow());
                var body = await Body(id, type, run.Case, happened, desk, patience);
                await calls.Send(system, () => new(HttpMethod.Post, system.Url)
                {
                    Headers = { { "webhook-id", id }, { "webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) }, { "webhook-signature", WebhookSignature.Of(id, now, body, system.Secret) } },
                    Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/cloudevents+json", "utf-8") } },
                }, patience);
                return null;
            }

            // Open311 knows new requests alone, and what it has closed it never opens again; what else happens is seen at the city's desk.
            async Task<string?> Request()
            {
                if (!(happened.Event is Reported or Reopened || happened.Event is Transferred && !former)) return null;
                var said = await desk.Cases.TextOf(run.Key.Reference, 1, patience) ?? "";
                if (happened.Event is Reopened) said = $"{said}\n{await desk.Cases.TextOf(run.Key.Reference, run.Key.Version, patience)}";
                return await TheirOpen311.Post(run.Case, run.Key.Version, said, system, calls, patience);
            }
        }, run.Stop);
    }

    // A ticket may have been passed on since.
    static string OperatorAt(IReadOnlyList<Recorded<TicketEvent>> history, int version) => history.Take(version).Select(one => one.Event switch
    {
        Reported it => it.Operator,
        Transferred it => it.Operator,
        _ => null,
    }).Last(one => one is not null)!;

    static async Task<byte[]> Body(
        string id, string type, Case<TicketCase> its, Recorded<TicketEvent> happened, TicketDesk desk, CancellationToken stop)
    {
        var state = its.State;
        var texts = await desk.Cases.Texts(its.Reference, stop);
        return JsonSerializer.SerializeToUtf8Bytes(new TicketCloudEvent(
            "1.0", id, $"{desk.Options.PublicUrl}/api/tickets/{its.Reference}", TypePrefix + type, its.Reference,
            CityTime.In(happened.At), "application/json", happened.Version, new(
                its.Reference, state.Kind, state.Service, state.Status, texts.GetValueOrDefault(1), Place.Of(its),
                ServiceAnswers.Kept(its.Personal[Fields.Attributes]), state.Urgent, CityTime.In(state.ReportedAt), CityTime.In(state.AnswerBy),
                happened.Version == 1 ? null : texts.GetValueOrDefault(happened.Version), state.Photos.Count(photo => photo.Sha256 is not null))),
            OperatorJson.Default.TicketCloudEvent);
    }
}
