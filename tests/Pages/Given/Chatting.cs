namespace CasaServerless.Pages.Tests.Given;

/// <summary>What a person does in the small chat.</summary>
public static class Chatting
{
    /// <summary>Where a phone is: in the medina.</summary>
    public static Action<BrowserNewContextOptions> InTheMedina { get; } = options =>
    {
        options.Permissions = ["geolocation"];
        options.Geolocation = new() { Latitude = 33.5985f, Longitude = -7.6192f };
    };

    /// <summary>Opens the chat and waits for its first word.</summary>
    public static async Task Chats(this IPage page, string address = "/chat")
    {
        await page.GotoAsync(address);
        await page.Locator(".choices button").First.WaitForAsync(Long);
    }

    /// <summary>Writes something and sends it.</summary>
    public static async Task Says(this IPage page, string text)
    {
        await page.FillAsync("#text", text);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Waits until the city has said so much.</summary>
    public static Task Hears(this IPage page, int messages) => page.Locator(".said.city").Nth(messages - 1).WaitForAsync(Long);

    /// <summary>Waits until all that was said here is taken.</summary>
    public static Task AllIsSent(this Visit visit) => visit.Until("document.querySelector('#log [data-waits]') === null");

    /// <summary>What was said, a message a line, its speaker first.</summary>
    public static Task<string[]> Said(this IPage page) => page.EvaluateAsync<string[]>(
        "[...document.querySelectorAll('.said')].map(one => `${one.classList.contains('me') ? 'me' : 'city'}: ${one.querySelector('.bubble').textContent}`)");

    /// <summary>Lets the next calls of a kind end so: each of <paramref name="faults"/> once, 0 being a line that breaks.</summary>
    public static async Task Fails(this IPage page, string method, params int[] faults)
    {
        var left = new Queue<int>(faults);
        await page.RouteAsync("**/activities*", async route =>
        {
            if (route.Request.Method != method || !left.TryDequeue(out var fault)) await route.FallbackAsync();
            else if (fault == 0) await route.AbortAsync("connectionreset");
            else await route.FulfillAsync(new() { Status = fault, Body = """{"error":{"code":"Played","message":"Played"}}""", ContentType = "application/json", Headers = fault == 429 ? [KeyValuePair.Create("Retry-After", "1")] : [] });
        });
    }

    static LocatorWaitForOptions Long { get; } = new() { Timeout = 60_000 };
}
