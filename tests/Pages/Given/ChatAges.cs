using CasaServerless.Assistant.DirectLine;
using CasaServerless.Kernel.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Pages.Tests.Given;

/// <summary>Time that passes for a chat.</summary>
static class ChatAges
{
    sealed class Yesterday : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddDays(-1);
    }

    /// <summary>Puts in place of the page's token the one that it would have had a day ago.</summary>
    public static async Task Ages(this IPage page, City city)
    {
        var (conversation, user) = (await Kept("conversationId"), await Kept("userId"));
        var token = new ChatTokens(city.Running.Services.GetRequiredService<CityKeys>(), new Yesterday()).Make(new(conversation, user, city.Address));
        await page.EvaluateAsync("token => { for (const shelf of [localStorage, sessionStorage]) { const kept = JSON.parse(shelf.getItem('chat')); if (kept) shelf.setItem('chat', JSON.stringify({ ...kept, token })); } }", token);

        Task<string> Kept(string name) => page.EvaluateAsync<string>("name => JSON.parse(localStorage.getItem('chat') ?? sessionStorage.getItem('chat'))[name]", name);
    }
}
