using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Services.Legalisation;
using CasaServerless.Services.Legalisation.Appointments;
using CasaServerless.Services.Legalisation.Figures;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace Casa.Demonstration;

/// <summary>
/// A bureau's figures from nothing but the events of its cases: no list, no snapshot, no report. For auditors and tests; it reads every case
/// there is.
/// </summary>
static class EventFigures
{
    public static async Task<BureauFigures> Of(
        string bureau, DateOnly from, DateOnly to, CaseStore cases, LegalisationKind kind, CancellationToken stop)
    {
        var rows = new List<Counted>();
        await foreach (var reference in cases.References(kind, stop))
        {
            var history = await cases.History(kind, reference, stop);
            if (history is not [{ Event: Requested { Bureau: var its } }, ..] || its != bureau) continue;
            rows.AddRange(Of(history).Where(one => from <= one.Day && one.Day <= to).Select(one => one.Counted));
        }
        return BureauFigures.Of(rows);
    }

    internal static IEnumerable<(DateOnly Day, Counted Counted)> Of(IReadOnlyList<Recorded<LegalisationEvent>> history)
    {
        var (asked, kind) = (history[0].At, ((Requested)history[0].Event).Kind);
        var (presented, ended) = (asked, false);
        foreach (var one in history)
        {
            var day = CityTime.Day(one.At);
            switch (one.Event)
            {
                case Requested:
                    yield return (day, new(CountedAs.Requested, kind));
                    break;
                case Presented { Corrects: false }:
                    presented = one.At;
                    break;
                case Certified:
                    yield return (day, new(CountedAs.Certified, kind, Seconds(one.At - asked), Seconds(one.At - presented)));
                    break;
                case Refused it:
                    yield return (day, new(CountedAs.Refused, kind, Seconds(one.At - asked), Refusal: it.Reason));
                    break;
                case Abandoned:
                    yield return (day, new(CountedAs.Abandoned, kind));
                    break;
                case PersonErased when !ended:
                    yield return (day, new(CountedAs.Withdrawn, kind));
                    break;
                case Revoked:
                    yield return (day, new(CountedAs.Revoked, kind));
                    break;
                case CertificationDenied it:
                    yield return (it.Day, new(CountedAs.Denied, kind, Denials: [it.Reason]));
                    break;
                case AppointmentEvent.AppointmentEnded { Reason: AppointmentEnd.Missed }:
                    yield return (day, new(CountedAs.Missed, kind));
                    break;
            }
            ended |= one.Event is Certified or Refused or Abandoned or PersonErased;
        }
    }

    static int Seconds(TimeSpan delay) => (int)delay.TotalSeconds;
}
