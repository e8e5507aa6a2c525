using System.Text.RegularExpressions;
using NCrontab;

namespace CasaServerless.Hosting;

/// <summary>
/// Looks at all that is mapped whenever the manifest is written (so in every build) and, outside production, before the program starts; refuses
/// what the platform would refuse later or would let through unseen.
/// </summary>
static partial class MappingCheck
{
    /// <exception cref="InvalidOperationException">Something is wrong with the map; the message lists all of it.</exception>
    public static void Check(IReadOnlyList<Endpoint> endpoints)
    {
        var faults = endpoints.OfType<RouteEndpoint>().SelectMany(Faults).ToList();
        faults.AddRange(endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<Trigger>()).OfType<Trigger>()
            .Append(new HttpTrigger(Manifest.Pages))
            .GroupBy(trigger => trigger.Function, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() > 1).Select(same => $"Two functions are called {same.Key}."));
        if (faults.Count > 0) throw new InvalidOperationException(string.Join(Environment.NewLine, faults));
    }

    static IEnumerable<string> Faults(RouteEndpoint endpoint)
    {
        var route = endpoint.RoutePattern.RawText ?? "";
        var trigger = endpoint.Metadata.GetMetadata<Trigger>();
        if (endpoint.Metadata.GetMetadata<Access>() is null)
            yield return $"{endpoint.DisplayName} does not say who may call it: end its mapping with AllowedTo(…) or OpenToAnyone().";
        if (trigger is null && (Manifest.Methods(endpoint) is [] || Manifest.Methods(endpoint).Any(method => method is not ("GET" or "HEAD"))))
            yield return $"{endpoint.DisplayName} cannot be reached under the Functions host: end its mapping with OnHttp(…).";
        if (trigger is not null && (!Function().IsMatch(trigger.Function) || trigger.Function.Equals("host", StringComparison.OrdinalIgnoreCase)))
            yield return $"{trigger.Function} is no name for a function: a letter, then letters, digits, - and _.";
        if (trigger is HttpTrigger && Reserved().IsMatch(route))
            yield return $"{endpoint.DisplayName}: the host keeps routes that start with admin or runtime to itself.";
        if (trigger is QueueTrigger { Queue: var queue } && !Queue().IsMatch(queue))
            yield return $"{queue} is no name for a queue: 3 to 63 small letters, digits and single hyphens.";
        if (trigger is TimerTrigger { Schedule: var schedule } && !schedule.Contains('%', StringComparison.Ordinal)
            && CrontabSchedule.TryParse(schedule, new() { IncludingSeconds = true }) is null)
            yield return $"{trigger.Function}: {schedule} is no schedule of six fields.";
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]{0,127}\z")]
    private static partial Regex Function();

    [GeneratedRegex("^/?(admin|runtime)", RegexOptions.IgnoreCase)]
    private static partial Regex Reserved();

    [GeneratedRegex(@"^(?=.{3,63}\z)[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex Queue();
}
