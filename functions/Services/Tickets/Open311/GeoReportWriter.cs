namespace CasaServerless.Services.Tickets.Open311;

/// <summary>
/// Writes an answer of GeoReport v2 in one of its two formats. The names are those of the XML; in JSON a list loses its own name and those of
/// its items where they stand at the root, as the specification's Spark convention has it.
/// </summary>
abstract class GeoReportWriter : IDisposable
{
    /// <summary>Begins a record; it stands at the root, or in another record.</summary>
    public abstract void Begin(string name);

    public abstract void End();

    /// <summary>Begins a list, all of whose items have one name.</summary>
    public abstract void BeginList(string name);

    public abstract void EndList();

    /// <summary>Begins an item of the list.</summary>
    public abstract void BeginItem(string name);

    public abstract void EndItem();

    /// <summary>An item that is nothing but text.</summary>
    public abstract void Item(string name, string value);

    /// <summary>A text; null where there is none: an empty element, or JSON's null.</summary>
    public abstract void Text(string name, string? value);

    public abstract void Number(string name, double? value);

    public abstract void Truth(string name, bool value);

    /// <summary>An instant as the W3C note has it, on the city's clocks.</summary>
    public void Time(string name, DateTimeOffset? value) => Text(name, value is { } at ? W3Time.Write(at) : null);

    /// <summary>Sends what was written so far.</summary>
    public abstract Task Flush(CancellationToken stop);

    /// <summary>Gives back its buffers; what was not sent is not sent by it.</summary>
    public abstract void Dispose();
}
