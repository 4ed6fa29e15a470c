// Stands in for react-devtools-core, which ink asks for in development only.
export const connectToDevTools = () => {};
// biome-ignore lint/style/noDefaultExport: ink imports it so
export default { initialize: () => {}, connectToDevTools };
