using System.Net.Http.Json;
using System.Text.Json;
using CasaServerless.Hosting;

namespace CasaServerless.Tests.Functions.Hosting;

/// <summary>Reads what the program answered.</summary>
static class Answers
{
    public static async Task<Problem> Problem(this HttpResponseMessage answer)
    {
        Assert.Equal(CasaServerless.Hosting.Problem.MediaType, answer.Content.Headers.ContentType?.MediaType);
        return (await answer.Content.ReadFromJsonAsync<Problem>(JsonSerializerOptions.Web))!;
    }
}
