using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Attachments;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Tickets.Clock;
using CasaServerless.Services.Tickets.Where;

namespace CasaServerless.Services.Tickets;

/// <summary>What every act of this counter works with.</summary>
public sealed record TicketDesk(
    CaseStore Cases, TicketKind Kind, ReferentielStore Referentiels, CaseBlobs Blobs, Lists Lists, AccessCode Codes, SignedLink Links,
    TicketOptions Options, TimeProvider Clock, Boundaries Boundaries)
{
    /// <summary>The ticket, for staff who may see it or for whoever has its access code.</summary>
    /// <exception cref="Refusal">No such ticket, a wrong code, or another operator's.</exception>
    public async Task<Case<TicketCase>> Open(string reference, string? code, Caller? caller, CancellationToken stop)
    {
        var its = Read(reference);
        if (IsStaff(caller)) return await ForStaff(its, caller!, stop);
        return code is { Length: > 0 } ? await Cases.Open(Kind, its, code, Codes, stop) : throw CaseRefusals.Unknown();
    }

    /// <summary>Agents, managers and auditors.</summary>
    public static bool IsStaff(Caller? caller) => caller is not null && (caller.Is(Roles.Agent) || caller.Is(Roles.Manager) || caller.Is(Roles.Auditor));

    /// <summary>Whether the caller sees what was done and when, but nothing that was written nor who reports.</summary>
    public static bool OnlyAudits(Caller caller) => caller.Is(Roles.Auditor) && !caller.Is(Roles.Agent) && !caller.Is(Roles.Manager);

    /// <summary>The operator whose tickets the caller sees; null for all of them.</summary>
    /// <exception cref="Refusal"><c>TIC-012</c>: an agent whom the référentiel does not know.</exception>
    public async Task<string?> OperatorOf(Caller caller, CancellationToken stop) => caller.Is(Roles.Manager) || caller.Is(Roles.Auditor) ? null
        : (await Referentiels.Agent(caller.Id, stop))?.Operator ?? throw TicketRefusals.OtherOperator();

    /// <summary>An agent's or a manager's change of a ticket that they may act on.</summary>
    /// <param name="seen">What they were shown (<see cref="TicketCase.Tag"/>); nothing changes where the ticket has moved on since.</param>
    /// <param name="idempotencyKey">The caller's key: under it the act is done once.</param>
    /// <param name="text">What is written with the act: the same under the same key.</param>
    public async Task<Case<TicketCase>> ChangeAs(
        Caller caller, string reference, string function, Func<TicketCase, Decision<TicketEvent>> decide, string? seen, CancellationToken stop,
        string? idempotencyKey = null, string? text = null)
    {
        var its = await OperatorOf(caller, stop);
        var once = IdempotencyKey.OfAct(Read(reference), $"{caller.Id} {function}", idempotencyKey);
        // A repeat of what is done may not be possible any more, and is answered all the same.
        if (once is not null && await Cases.Repeated(once, text, stop)) return await ForStaff(once.Reference, caller, stop);
        return await Cases.Change(Kind, Read(reference), By(caller), function, now =>
        {
            if (its is not null && now.State.Operator != its) throw TicketRefusals.OtherOperator();
            var decision = decide(now.State);
            // What is done already collides with nobody: its answer was lost, and it is asked again.
            if (decision.Events.Count > 0) now.State.MustBeAsSeen(seen);
            return decision with { Once = once };
        }, stop);
    }

    /// <summary>The reporter's change of their own ticket.</summary>
    public async Task<Case<TicketCase>> ChangeAsReporter(
        string reference, string? code, string function, Func<Case<TicketCase>, Decision<TicketEvent>> decide, CancellationToken stop,
        string? idempotencyKey = null, string? text = null)
    {
        var its = code is { Length: > 0 } ? await Cases.Open(Kind, Read(reference), code, Codes, stop) : throw CaseRefusals.Unknown();
        var once = IdempotencyKey.OfAct(its.Reference, function, idempotencyKey);
        if (once is not null && await Cases.Repeated(once, text, stop)) return its;
        return await Cases.Change(Kind, its.Reference, new Actor("citizen", its.State.Citizen), function, now => decide(now) with { Once = once }, stop);
    }

    /// <summary>Who acts, as events keep it.</summary>
    public static Actor By(Caller caller) => new(caller.Is(Roles.Agent) ? Roles.Agent : Roles.Manager, caller.Id);

    /// <summary>Terms by the city's calendar, and the levels of the escalation, as they are now known.</summary>
    public async Task<Terms> Terms(CancellationToken stop) => new(
        new Deadlines(new ServiceClock(await Referentiels.WorkingHours(stop), await Referentiels.Calendar(stop))), await Referentiels.Escalation(stop));

    /// <exception cref="Refusal"><c>CASE-002</c>: no reference.</exception>
    public static string Read(string reference) => Reference.Read(reference) ?? throw CaseRefusals.Unknown();

    async Task<Case<TicketCase>> ForStaff(string reference, Caller caller, CancellationToken stop)
    {
        var found = await Cases.Find(Kind, reference, stop) ?? throw CaseRefusals.Unknown();
        return await OperatorOf(caller, stop) is { } its && its != found.State.Operator ? throw TicketRefusals.OtherOperator() : found;
    }
}

/// <summary>The counter's settings.</summary>
/// <param name="PublicUrl">The city's public address, without a slash at its end (<c>Casa__PublicUrl</c>): what links begin with.</param>
/// <param name="MaxBytes">Largest photo, in bytes (<c>Casa__Documents__MaxBytes</c>).</param>
public sealed record TicketOptions(string PublicUrl, long MaxBytes)
{
    public static TicketOptions From(IConfiguration configuration) => new(
        configuration["Casa:PublicUrl"]?.TrimEnd('/') ?? throw new InvalidOperationException("Casa__PublicUrl is not set."),
        MaxBytesOf(configuration));

    /// <summary>The largest photo: the door must know it before anything else is configured.</summary>
    public static long MaxBytesOf(IConfiguration configuration) =>
        configuration.GetValue("Casa:Documents:MaxBytes", (long)Kernel.Documents.DocumentLimits.Default.MaxBytes);
}
