using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Common.Referentiels;

/// <summary>
/// The city's reference data. Read whole and kept for a minute at most; what a signature depends on is read fresh.
/// </summary>
public sealed class ReferentielStore(ReferenceTable table, TimeProvider clock)
{
    static readonly TimeSpan keptFor = TimeSpan.FromSeconds(60);
    static readonly string[] seeds =
    [
        "arrondissements", "bureaus", "officers", "delegations", "tariffs", "holidays", "ramadan-hours", "guidance", "retention", "staff",
        "services", "operators", "operator-rules", "agents", "working-hours", "escalation", "partners", "answer-templates",
    ];
    Kept? kept;
    KeptSolving? solving;

    public async Task<IReadOnlyList<Arrondissement>> Arrondissements(CancellationToken stop) => (await Read(stop)).Arrondissements;

    public async Task<IReadOnlyList<Bureau>> Bureaus(CancellationToken stop) => (await Read(stop)).Bureaus;

    public async Task<IReadOnlyList<Officer>> Officers(CancellationToken stop) => (await Read(stop)).Officers;

    public async Task<IReadOnlyList<Tariff>> Tariffs(CancellationToken stop) => (await Read(stop)).Tariffs;

    /// <summary>Holidays and Ramadan hours, by which a bureau's opening on a day is found.</summary>
    public async Task<OfficeCalendar> Calendar(CancellationToken stop) => (await Read(stop)).Calendar;

    public async Task<IReadOnlyList<Guidance>> Guidance(CancellationToken stop) => (await Read(stop)).Guidance;

    /// <summary>How many months a case that ended so is kept, by the rules that hold on that day; the longest, and null where there is none.</summary>
    public async Task<int?> MonthsKept(string outcome, DateOnly day, CancellationToken stop) =>
        (await Read(stop)).Retention.Where(rule => rule.Holds(outcome, day)).Max(rule => (int?)rule.Months);

    /// <summary>The catalogue of what may be reported, hidden ones too, and who solves it.</summary>
    public async Task<IReadOnlyList<CityService>> Services(CancellationToken stop) => (await Solving(stop)).Services;

    public async Task<CityService?> Service(string id, CancellationToken stop) => (await Services(stop)).FirstOrDefault(service => service.Id == id);

    public async Task<IReadOnlyList<Operator>> Operators(CancellationToken stop) => (await Solving(stop)).Operators;

    public async Task<Operator?> Operator(string id, CancellationToken stop) => (await Operators(stop)).FirstOrDefault(its => its.Id == id);

    public async Task<IReadOnlyList<OperatorRule>> OperatorRules(CancellationToken stop) => (await Solving(stop)).Rules;

    public async Task<IReadOnlyList<Agent>> Agents(CancellationToken stop) => (await Solving(stop)).Agents;

    public async Task<Agent?> Agent(string id, CancellationToken stop) => (await Agents(stop)).FirstOrDefault(agent => agent.Id == id);

    /// <summary>The hours in which tickets are worked on, past and to come.</summary>
    public async Task<IReadOnlyList<WorkingHours>> WorkingHours(CancellationToken stop) => (await Solving(stop)).Hours;

    public async Task<IReadOnlyList<AnswerTemplate>> AnswerTemplates(CancellationToken stop) => (await Solving(stop)).Templates;

    /// <summary>The levels, lowest first.</summary>
    public async Task<IReadOnlyList<EscalationLevel>> Escalation(CancellationToken stop) => (await Solving(stop)).Escalation;

    public async Task<Bureau?> Bureau(string id, CancellationToken stop) => (await Bureaus(stop)).FirstOrDefault(bureau => bureau.Id == id);

    public async Task<Officer?> Officer(string id, CancellationToken stop) => (await Officers(stop)).FirstOrDefault(officer => officer.Id == id);

    /// <summary>A partner, read at this moment: a key that was taken back opens nothing more.</summary>
    public async Task<Partner?> PartnerNow(string id, CancellationToken stop) => CanBeKey(id)
        && (await table.Find("partners", id, stop))?.Json is { } json ? JsonSerializer.Deserialize(json, ReferentielJson.Default.Partner) : null;

    /// <summary>An officer, read at this moment: who was moved or removed through another instance signs no more.</summary>
    public async Task<Officer?> OfficerNow(string id, CancellationToken stop) =>
        (await table.Find("officers", id, stop))?.Json is { } json ? JsonSerializer.Deserialize(json, ReferentielJson.Default.Officer) : null;

    /// <summary>An officer's delegations in a bureau, whether they hold or not, read at this moment.</summary>
    public async Task<IReadOnlyList<Delegation>> DelegationsOf(string officer, string bureau, CancellationToken stop) =>
        [.. (await Partition("delegations", ReferentielJson.Default.IReadOnlyListDelegation, stop, officer + "|"))
            .Where(act => act.Officer == officer && act.Bureau == bureau)];

    /// <summary>Managers and auditors, read at this moment.</summary>
    public Task<IReadOnlyList<StaffMember>> Staff(CancellationToken stop) => Partition("staff", ReferentielJson.Default.IReadOnlyListStaffMember, stop);

    /// <summary>Remembers by which name the directory knows somebody, where that is new.</summary>
    public async Task Remember(Caller caller, CancellationToken stop)
    {
        if (!CanBeKey(caller.Id) || PlainText.Read(caller.Name, 1, 120) is not { } name) return;
        var row = await table.Find("staff", caller.Id, stop);
        var demonstration = row?.Json is { } known && JsonSerializer.Deserialize(known, ReferentielJson.Default.StaffMember)!.Demonstration;
        var json = JsonSerializer.Serialize(new StaffMember(caller.Id, new(name, name), demonstration), ReferentielJson.Default.StaffMember);
        // Of two at once either will do.
        if (row?.Json != json) await table.Write("staff", row, caller.Id, json, null, stop);
    }

    // A token's id is the directory's affair: the storage refuses some as a row's key, and a name is not worth failing for.
    static bool CanBeKey(string id) => id.Length is > 0 and <= 200 && !id.Any(symbol => symbol is '/' or '\\' or '#' or '?' || char.IsControl(symbol));

    /// <summary>When a référentiel was last changed, read at this moment; null where there never was an entry.</summary>
    public async Task<DateTimeOffset?> ChangedAt(string kind, CancellationToken stop) => (await table.Rows(kind, stop)).Max(row => row.At);

    /// <summary>The forms that entries must have, by what the référentiels hold at this moment.</summary>
    public async Task<ReferentielForm> Form(CancellationToken stop)
    {
        Forget();
        var known = await Read(stop);
        return new(known.Arrondissements, known.Bureaus, known.Officers, known.Tariffs, await Solving(stop));
    }

    /// <summary>Reads anew next time: something was changed through this instance. Others learn of it within a minute.</summary>
    public void Forget() => (kept, solving) = (null, null);

    /// <summary>Writes the seeds that are not there yet; what the city has changed is left alone. Answers how many.</summary>
    public async Task<int> Seed(CancellationToken stop)
    {
        var written = 0;
        foreach (var kind in seeds)
        {
            await using var seed = typeof(ReferentielStore).Assembly.GetManifestResourceStream($"seeds/{kind}.json")!;
            using var rows = await JsonDocument.ParseAsync(seed, cancellationToken: stop);
            foreach (var row in rows.RootElement.EnumerateArray())
            {
                // A delegation is looked for by its officer, so the officer leads its key.
                var key = (kind == "delegations" ? row.GetProperty("officer").GetString() + "|" : "") + row.GetProperty("id").GetString();
                if (await table.Add(kind, key, JsonObject.Create(row)!.ToJsonString(), stop)) written++;
            }
        }
        return written;
    }

    async Task<Kept> Read(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (kept is { } known && now - known.At < keptFor) return known;
        var arrondissements = Partition("arrondissements", ReferentielJson.Default.IReadOnlyListArrondissement, stop);
        var bureaus = Partition("bureaus", ReferentielJson.Default.IReadOnlyListBureau, stop);
        var officers = Partition("officers", ReferentielJson.Default.IReadOnlyListOfficer, stop);
        var tariffs = Partition("tariffs", ReferentielJson.Default.IReadOnlyListTariff, stop);
        var holidays = Partition("holidays", ReferentielJson.Default.IReadOnlyListHoliday, stop);
        var ramadan = Partition("ramadan-hours", ReferentielJson.Default.IReadOnlyListRamadanHours, stop);
        var guidance = Partition("guidance", ReferentielJson.Default.IReadOnlyListGuidance, stop);
        var retention = Partition("retention", ReferentielJson.Default.IReadOnlyListRetention, stop);
        return kept = new(
            now, await arrondissements, await bureaus, await officers, await tariffs, new(await holidays, await ramadan), await guidance, await retention);
    }

    // Apart from the rest: a counter that solves nothing of this pays for none of it.
    async Task<Solving> Solving(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (solving is { } known && now - known.At < keptFor) return known.What;
        var services = Partition("services", ReferentielJson.Default.IReadOnlyListCityService, stop);
        var operators = Partition("operators", ReferentielJson.Default.IReadOnlyListOperator, stop);
        var rules = Partition("operator-rules", ReferentielJson.Default.IReadOnlyListOperatorRule, stop);
        var agents = Partition("agents", ReferentielJson.Default.IReadOnlyListAgent, stop);
        var hours = Partition("working-hours", ReferentielJson.Default.IReadOnlyListWorkingHours, stop);
        var escalation = Partition("escalation", ReferentielJson.Default.IReadOnlyListEscalationLevel, stop);
        var templates = Partition("answer-templates", ReferentielJson.Default.IReadOnlyListAnswerTemplate, stop);
        var what = new Solving(
            await services, await operators, await rules, await agents, await hours, [.. (await escalation).OrderBy(level => level.Percent)], await templates);
        solving = new(now, what);
        return what;
    }

    async Task<IReadOnlyList<T>> Partition<T>(
        string kind, JsonTypeInfo<IReadOnlyList<T>> json, CancellationToken stop, string prefix = "") =>
        JsonSerializer.Deserialize(await table.Read(kind, stop, prefix), json)!;

    sealed record KeptSolving(DateTimeOffset At, Solving What);

    sealed record Kept(
        DateTimeOffset At, IReadOnlyList<Arrondissement> Arrondissements, IReadOnlyList<Bureau> Bureaus,
        IReadOnlyList<Officer> Officers, IReadOnlyList<Tariff> Tariffs, OfficeCalendar Calendar, IReadOnlyList<Guidance> Guidance,
        IReadOnlyList<Retention> Retention);
}

/// <summary>What may be reported, and who solves it by when.</summary>
public sealed record Solving(
    IReadOnlyList<CityService> Services, IReadOnlyList<Operator> Operators, IReadOnlyList<OperatorRule> Rules, IReadOnlyList<Agent> Agents,
    IReadOnlyList<WorkingHours> Hours, IReadOnlyList<EscalationLevel> Escalation, IReadOnlyList<AnswerTemplate> Templates);
