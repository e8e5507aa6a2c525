using Casa.Demonstration;
using CasaServerless.Kernel;
using CasaServerless.Services.Legalisation;
using CasaServerless.Services.Legalisation.Appointments;
using CasaServerless.Services.Legalisation.Figures;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Casa;

public sealed class DemonstrationYearTests(Azurite azurite)
{
    const string Secret = "a secret of the demonstration, long enough";

    [Fact]
    public async Task A_small_year_is_counted_twice_and_comes_out_equal()
    {
        using var output = new StringWriter();
        var equal = await BureauYear.Run(azurite.NewAccount(), Secret, Path.GetTempPath(), "maarif-1", 2025, seed: 7, requests: 60, output, default);
        Assert.True(equal, output.ToString());
        Assert.Contains("365 of 365 days have their report; each comes out the same when counted again.", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Both counts are equal.", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("differ", output.ToString(), StringComparison.Ordinal);
        // Equal, and of something.
        Assert.Matches(@"requests +60 +60\n", output.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task The_same_seed_invents_the_same_year_and_everything_that_figures_count()
    {
        await using var city = await DemonstrationCity.Open(azurite.NewAccount(), Secret, Path.GetTempPath(), "maarif-1", 2026, default);
        var timetable = (await city.Services.GetRequiredService<AppointmentDesk>().Timetable("maarif-1", default))!;
        var year = new YearPlan(timetable, 2026, seed: 1).Stories(1200);
        Assert.Equivalent(year, new YearPlan(timetable, 2026, seed: 1).Stories(1200), strict: true);
        Assert.NotEqual(year[0].Steps[0], new YearPlan(timetable, 2026, seed: 2).Stories(1)[0].Steps[0]);
        var steps = year.SelectMany(story => story.Steps).ToList();
        Assert.Equal(Enum.GetValues<Step>(), steps.Select(step => step.Does).Distinct().Order());
        Assert.All(steps, step => Assert.Equal(2026, CityTime.Day(step.At).Year));
        // At the desk things happen when it is open; a visit may begin a little before.
        Assert.All(steps.Where(step => step.Does is Step.Arrive), step => Assert.Contains(timetable.On(CityTime.Day(step.At)),
            slot => (step.At - slot.StartsAt).Duration() <= TimeSpan.FromMinutes(15)));
        Assert.All(year, story => Assert.Matches("(démonstration)|(تجربة)", story.Who.Name));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_figure_that_differs_is_seen(int which)
    {
        var events = BureauFigures.Of([new(CountedAs.Requested, PaperKind.Signature), new(CountedAs.Certified, PaperKind.Signature, 7200, 60), new(CountedAs.Certified, PaperKind.Signature, 7260, 60)]);
        var lists = which switch
        {
            0 => events with { NoShows = 1 },
            // A delay between the ones that are told: no line shows it, and yet they are not equal.
            1 => events with { Kinds = [events.Kinds[0], events.Kinds[1] with { DeskDelays = [60, 61] }] },
            _ => events with { Refusals = [new(RefusalReason.Cut, 1)] },
        };
        using var output = new StringWriter();
        Assert.False(YearFigures.Compare("maarif-1", events, lists, output));
        Assert.True(YearFigures.Compare("maarif-1", events, events, output));
    }
}
