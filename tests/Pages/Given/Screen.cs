namespace CasaServerless.Pages.Tests.Given;

/// <summary>Who looks at a page, in words: <c>phone fr light</c>.</summary>
public sealed record Screen(int Width, int Height, string Language, ColorScheme Scheme)
{
    /// <summary>A phone and a desktop, French and Arabic, by day and by night: each pair of them once, for all eight tell no more than these four.</summary>
    public static TheoryData<string> All { get; } = ["phone fr light", "phone ar dark", "desktop fr dark", "desktop ar light"];

    public static Screen Named(string words) => words.Split(' ') is [var device, var language, var scheme]
        ? new(device == "phone" ? 360 : 1280, device == "phone" ? 740 : 800, language, scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light)
        : throw new ArgumentException($"A screen is device, language and scheme, not {words}.");
}
