using CasaServerless.Bot;
using CasaServerless.Bot.Messages;

namespace CasaServerless.Tests.Bot;

/// <summary>A city with one case, one bureau and two acts.</summary>
sealed class OneCaseDesk : ICityDesk
{
    public const string Reference = "TIC-4N8WD-R5TQ2H", Code = "7KQ3-9XMP";

    public Task<Standing> StandingOf(string reference, string? accessCode, Tongue tongue, CancellationToken stop) => Task.FromResult(
        reference != Reference ? new Standing(reference.Length < 16 ? StandingFound.NotAReference : StandingFound.Unknown)
        : accessCode is null ? new(StandingFound.NeedsCode)
        : accessCode != Code ? new(StandingFound.Unknown) : new(StandingFound.Told, tongue == Tongue.Arabic ? "قيد المعالجة" : "en cours", GoesOn: true));

    public Task<bool> TellHere(string reference, CancellationToken stop) => Task.FromResult(reference == Reference);

    public string AddressOf(CityPage page, Tongue tongue) => $"https://casa.example/{page}";

    public Task<ReportPlace> ReportOf(string? category, Tongue tongue, CancellationToken stop) =>
        Task.FromResult(new ReportPlace($"https://casa.example/report?service={category}", category, category == "building_danger"));

    // A Monday.
    public DateOnly Today => new(2026, 11, 30);

    public Task<string> HoursOf(string? arrondissement, DateOnly? day, Tongue tongue, CancellationToken stop) =>
        Task.FromResult($"hours of {arrondissement ?? "the commune"}{(day is { } its ? $" on {its:yyyy-MM-dd}" : "")}");

    public Task<string?> FeeFor(string procedure, Tongue tongue, CancellationToken stop) => Task.FromResult(procedure == "certify_copy" ? "2 a copy" : null);

    public Task<string?> PapersFor(string procedure, Tongue tongue, CancellationToken stop) => Task.FromResult(procedure == "certify_copy" ? "papers for a copy" : null);
}
